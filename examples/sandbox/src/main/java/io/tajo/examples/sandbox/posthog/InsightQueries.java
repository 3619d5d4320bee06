package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.control.SandboxClock;
import io.tajo.examples.sandbox.hogql.HogQlException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers queries of funnels and of the persons at their steps. */
final class InsightQueries {
    private final PostHogState state;
    private final SandboxClock clock;

    InsightQueries(PostHogState state, SandboxClock clock) {
        this.state = state;
        this.clock = clock;
    }

    /** Throws HogQlException where PostHog, or the sandbox, refuses the query. */
    Map<String, @Nullable Object> answer(Map<?, ?> query) {
        if ("ActorsQuery".equals(query.get("kind"))) return actors(query);
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("results", counts(query));
        body.put("is_cached", false);
        return body;
    }

    /** Returns how many persons reached each step. */
    List<Map<String, @Nullable Object>> counts(Map<?, ?> query) {
        FunnelRule rule = FunnelJson.rule(FunnelJson.funnel(query), clock.now());
        return FunnelJson.counts(rule, Funnels.furthest(state.events(), rule));
    }

    private Map<String, @Nullable Object> actors(Map<?, ?> query) {
        if (!(query.get("source") instanceof Map<?, ?> source) || !(source.get("source") instanceof Map<?, ?> funnel)) {
            throw new HogQlException("The sandbox lists actors of funnels only.");
        }
        FunnelRule rule = FunnelJson.rule(funnel, clock.now());
        int step = number(source, "funnelStep", 1);
        int limit = Math.min(state.answerRows(), number(query, "limit", 100));
        int offset = number(query, "offset", 0);
        if (step == 0 || step == -1 || Math.abs(step) > rule.events().size()) {
            throw new HogQlException("Funnel steps are numbered from 1 on, and those who dropped off from -2 on.");
        }
        // People without a person profile are listed too, unless the query asks for more of them than their ids.
        boolean joinsPersons = !List.of("id").equals(query.get("select"))
                || query.get("properties") != null
                || query.get("search") != null;
        List<UUID> all = Funnels.actors(Funnels.furthest(state.events(), rule), step).stream()
                .filter(id -> !joinsPersons || state.person(id).isPresent())
                .filter(ActorConditions.of(query.get("properties")))
                .toList();
        List<List<Object>> rows = new ArrayList<>();
        for (UUID id : all.subList(Math.min(offset, all.size()), Math.min(offset + limit, all.size()))) {
            rows.add(List.of(id.toString()));
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("columns", List.of("id"));
        body.put("results", rows);
        body.put("limit", limit);
        body.put("offset", offset);
        body.put("hasMore", offset + limit < all.size());
        return body;
    }

    private static int number(Map<?, ?> json, String field, int standard) {
        return json.get(field) instanceof Number number ? number.intValue() : standard;
    }
}
