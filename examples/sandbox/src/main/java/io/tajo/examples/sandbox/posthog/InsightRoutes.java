package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.control.SandboxClock;
import io.tajo.examples.sandbox.hogql.HogQlException;
import io.tajo.examples.sandbox.http.Reply;
import io.tajo.examples.sandbox.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The routes of saved insights. Without being asked to compute, they answer from a cache that starts empty. */
final class InsightRoutes {
    private final PostHogState state;
    private final InsightQueries queries;
    private final SandboxClock clock;
    private final Map<Long, Map<String, @Nullable Object>> cache = new ConcurrentHashMap<>();

    InsightRoutes(PostHogState state, InsightQueries queries, SandboxClock clock) {
        this.state = state;
        this.queries = queries;
        this.clock = clock;
    }

    Reply list(Request request) {
        List<Map<String, @Nullable Object>> found = state.insights().stream()
                .filter(insight ->
                        request.param("short_id").map(insight.shortId()::equals).orElse(true))
                .map(insight -> json(insight, request))
                .toList();
        return CatalogueRoutes.page(found, request);
    }

    Reply get(Request request) {
        return state.insights().stream()
                .filter(insight -> String.valueOf(insight.id()).equals(request.variable("id")))
                .findFirst()
                .map(insight -> Reply.json(200, json(insight, request)))
                .orElseGet(PostHogReplies::notFound);
    }

    private Map<String, @Nullable Object> json(InsightRecord insight, Request request) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", insight.id());
        json.put("short_id", insight.shortId());
        json.put("name", "Insight " + insight.id());
        json.put("deleted", false);
        json.put("query", insight.query());
        String refresh = request.param("refresh").orElse("force_cache");
        Map<String, @Nullable Object> kept = cache.get(insight.id());
        boolean computes = refresh.equals("force_blocking") || (refresh.equals("blocking") && kept == null);
        if (computes) kept = computed(insight);
        if (kept == null) json.put("result", null);
        else json.putAll(kept);
        json.put("is_cached", kept != null && !computes);
        return json;
    }

    private Map<String, @Nullable Object> computed(InsightRecord insight) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        try {
            answer.put("result", queries.counts(insight.query()));
            answer.put("last_refresh", clock.now().toString());
            cache.put(insight.id(), answer);
        } catch (HogQlException e) {
            answer.put("result", null);
            answer.put("query_status", Map.of("error", true, "error_message", String.valueOf(e.getMessage())));
        }
        return answer;
    }
}
