package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.control.SandboxClock;
import io.tajo.examples.sandbox.hogql.HogQlException;
import io.tajo.examples.sandbox.hogql.QueryEngine;
import io.tajo.examples.sandbox.hogql.QueryTime;
import io.tajo.examples.sandbox.hogql.Result;
import io.tajo.examples.sandbox.hogql.Values;
import io.tajo.examples.sandbox.http.Json;
import io.tajo.examples.sandbox.http.Reply;
import io.tajo.examples.sandbox.http.Request;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The query route, with its cache, its asynchronous side, and its three queries at once. */
final class QueryRoutes {
    private static final Set<String> INSIGHTS = Set.of("FunnelsQuery", "ActorsQuery");
    private static final int MOST_KEPT = 64;
    private static final Duration ASYNC_TAKES = Duration.ofMillis(200);

    private final PostHogState state;
    private final QueryEngine engine;
    private final InsightQueries insights;
    private final SandboxClock clock;
    private final Semaphore atOnce = new Semaphore(3);
    private final Map<String, Map<String, @Nullable Object>> cache = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();

    private record Pending(Instant readyAt, Map<String, @Nullable Object> answer) {}

    QueryRoutes(PostHogState state, InsightQueries insights, SandboxClock clock) {
        this.state = state;
        this.engine = new QueryEngine(state::table, state::isInCohort, state::version);
        this.insights = insights;
        this.clock = clock;
    }

    Reply post(Request request) throws IOException {
        Map<String, Object> body = Json.object(request.body());
        String refresh = String.valueOf(body.getOrDefault("refresh", "blocking"));
        if (!(body.get("query") instanceof Map<?, ?> query)) return invalid("query is required");
        if (query.get("query") instanceof String text) state.asked(text);
        if (!atOnce.tryAcquire()) {
            return PostHogReplies.throttled("Exceeded maximum concurrency limit: 3 for API queries");
        }
        try {
            return answer(query, refresh);
        } catch (HogQlException | ClassCastException | NumberFormatException e) {
            return invalid(String.valueOf(e.getMessage()));
        } finally {
            atOnce.release();
        }
    }

    private Reply answer(Map<?, ?> query, String refresh) {
        String kind = String.valueOf(query.get("kind"));
        if (INSIGHTS.contains(kind)) return Reply.json(200, insights.answer(query));
        if (kind.equals("EventsQuery")) {
            Map<String, @Nullable Object> all = compute(EventsQueries.text(query), EventsQueries.values(query));
            return Reply.json(200, EventsQueries.page(query, all));
        }
        if (kind.equals("HogQLQuery") && query.get("query") instanceof String text) {
            return answer(text, values(query), refresh);
        }
        return invalid("The sandbox knows no such kind of query.");
    }

    Reply status(Request request) {
        Pending query = pending.get(request.variable("id"));
        if (query == null) return PostHogReplies.notFound();
        Map<String, @Nullable Object> status = new LinkedHashMap<>();
        status.put("id", request.variable("id"));
        boolean complete = !clock.now().isBefore(query.readyAt());
        status.put("complete", complete);
        status.put("results", complete ? query.answer() : null);
        return Reply.json(complete ? 200 : 202, Map.of("query_status", status));
    }

    Reply cancel(Request request) {
        pending.remove(request.variable("id"));
        return Reply.json(200, Map.of("message", "Query cancelled"));
    }

    private Reply answer(String text, Map<String, @Nullable Object> values, String refresh) {
        String cacheKey = text + values;
        Map<String, @Nullable Object> cached = cache.get(cacheKey);
        if (refresh.equals("blocking") && cached != null) {
            Map<String, @Nullable Object> stale = new LinkedHashMap<>(cached);
            stale.put("is_cached", true);
            return Reply.json(200, stale);
        }
        Map<String, @Nullable Object> answer = compute(text, values);
        keep(cacheKey, answer);
        if (!refresh.endsWith("async")) return Reply.json(200, answer);
        String id = UUID.randomUUID().toString();
        pending.put(id, new Pending(clock.now().plus(ASYNC_TAKES), answer));
        return Reply.json(202, Map.of("query_status", Map.of("id", id, "complete", false)));
    }

    private void keep(String key, Map<String, @Nullable Object> answer) {
        synchronized (cache) {
            cache.put(key, answer);
            if (cache.size() > MOST_KEPT) cache.remove(cache.keySet().iterator().next());
        }
    }

    private Map<String, @Nullable Object> compute(String text, Map<String, @Nullable Object> values) {
        Result result = engine.run(text, values, new QueryTime(clock.now(), state.zone()));
        List<List<@Nullable Object>> rows = new ArrayList<>(result.rows().size());
        int most = Math.min(state.answerRows(), result.rows().size());
        for (@Nullable Object[] row : result.rows().subList(0, most)) {
            rows.add(Arrays.stream(row)
                    .<@Nullable Object>map(value -> Values.shown(value, state.zone()))
                    .toList());
        }
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("columns", result.columns());
        answer.put("error", null);
        answer.put("hogql", text);
        answer.put("is_cached", false);
        if (!QueryEngine.namesLimit(text)) {
            answer.put("limit", QueryEngine.DEFAULT_LIMIT);
            answer.put("hasMore", rows.size() == QueryEngine.DEFAULT_LIMIT);
        }
        answer.put("results", rows);
        List<List<String>> types = new ArrayList<>();
        for (int i = 0; i < result.columns().size(); i++) {
            types.add(List.of(result.columns().get(i), result.types().get(i)));
        }
        answer.put("types", types);
        return answer;
    }

    private static Map<String, @Nullable Object> values(Map<?, ?> query) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (query.get("values") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> values.put(String.valueOf(name), value));
        }
        return values;
    }

    private static Reply invalid(String detail) {
        return PostHogReplies.error(400, "validation_error", "invalid_input", detail);
    }
}
