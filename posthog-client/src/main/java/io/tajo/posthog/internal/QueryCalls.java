package io.tajo.posthog.internal;

import io.tajo.client.JsonObject;
import io.tajo.client.ServerException;
import io.tajo.client.transport.Answer;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.RetryTable;
import io.tajo.client.transport.Transport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The calls that a query is made of: ask and wait, or start, look and cancel. Safe for any thread. */
final class QueryCalls {
    private static final String ROUTE = "/api/projects/{project}/query/";
    private static final String ONE = "/api/projects/{project}/query/{query}/";
    /** "Too long" and "too large": the same query again would end the same way. */
    static final Set<Integer> TOO_LARGE = Set.of(504, 512, 524);

    private static final RetryTable RETRY = RetryTable.STANDARD.without(TOO_LARGE);

    private final Transport transport;
    private final Project project;

    QueryCalls(Transport transport, Project project) {
        this.transport = transport;
        this.project = project;
    }

    static Map<String, @Nullable Object> hogQl(String text, Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> query = new LinkedHashMap<>();
        query.put("kind", "HogQLQuery");
        query.put("query", text);
        if (!values.isEmpty()) query.put("values", values);
        return query;
    }

    Answer blocking(Map<String, @Nullable Object> query, String name) {
        return transport.send(post(query, name, "force_blocking"));
    }

    /** Returns the id of a query that was started. */
    String start(Map<String, @Nullable Object> query, String name) {
        Answer answer = transport.send(post(query, name, "force_async"));
        return Json.object(answer)
                .object("query_status")
                .flatMap(status -> status.text("id"))
                .orElse("");
    }

    /** Returns a query's whole answer, computed asynchronously if PostHog can't do it at once. */
    JsonObject body(Map<String, @Nullable Object> query, String name) {
        try {
            return Json.object(blocking(query, name));
        } catch (ServerException e) {
            if (!TOO_LARGE.contains(e.status())) throw e;
            return new HttpRunningQuery(this, start(query, name)).body();
        }
    }

    Answer look(String id) {
        return transport.send(one(HttpCall.get(RouteGroups.QUERY, ONE), id));
    }

    void cancel(String id) {
        // Cancelling twice cancels once.
        transport.send(one(HttpCall.write("DELETE", RouteGroups.QUERY, ONE).replay(HttpCall.Replay.SAFE), id));
    }

    Transport transport() {
        return transport;
    }

    private HttpCall one(HttpCall.Builder builder, String id) {
        return builder.path("project", project.id()).path("query", id).build();
    }

    private HttpCall post(Map<String, @Nullable Object> query, String name, String refresh) {
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
