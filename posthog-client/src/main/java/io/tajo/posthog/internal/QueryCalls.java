package io.tajo.posthog.internal;

import io.tajo.client.JsonObject;
import io.tajo.client.transport.Answer;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.RetryTable;
import io.tajo.client.transport.Transport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sends one query and returns its whole answer: at once, or asynchronously with polling. */
final class QueryCalls {
    private static final String ROUTE = "/api/projects/{project}/query/";
    /** "Too long" and "too large": the same query again would end the same way. */
    static final Set<Integer> TOO_LARGE = Set.of(504, 512, 524);

    private static final RetryTable RETRY = RetryTable.STANDARD.without(TOO_LARGE);

    private final Transport transport;
    private final Project project;

    QueryCalls(Transport transport, Project project) {
        this.transport = transport;
        this.project = project;
    }

    QueryPage blocking(String text, Map<String, @Nullable Object> values, String name) {
        Answer answer = transport.send(post(text, values, name, "force_blocking"));
        return new QueryPage(Json.rows(answer, "results"));
    }

    QueryPage async(String text, Map<String, @Nullable Object> values, String name) {
        Answer answer = transport.send(post(text, values, name, "force_async"));
        JsonObject status = Json.object(answer).object("query_status").orElse(JsonObject.empty());
        return new AsyncQuery(transport, project, status.text("id").orElse("")).await();
    }

    private HttpCall post(String text, Map<String, @Nullable Object> values, String name, String refresh) {
        Map<String, @Nullable Object> query = new LinkedHashMap<>();
        query.put("kind", "HogQLQuery");
        query.put("query", text);
        if (!values.isEmpty()) query.put("values", values);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", query);
        body.put("refresh", refresh);
        body.put("name", "posthog-brevo-connector: " + name);
        return HttpCall.write("POST", RouteGroups.QUERY, ROUTE)
                .path("project", project.id())
                // Asking twice computes twice and changes nothing.
                .replay(HttpCall.Replay.SAFE)
                .retryTable(RETRY)
                .json(Json.write(body))
                .build();
    }
}
