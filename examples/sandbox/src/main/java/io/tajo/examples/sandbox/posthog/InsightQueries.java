package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.control.SandboxClock;
import io.tajo.examples.sandbox.http.Reply;
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

    Reply answer(Map<?, ?> query) {
        return "ActorsQuery".equals(query.get("kind")) ? actors(query) : funnel(query);
    }

    private Reply funnel(Map<?, ?> query) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("results", Funnels.counts(query, furthest(query)));
        body.put("is_cached", false);
        return Reply.json(200, body);
    }

    private Map<UUID, Integer> furthest(Map<?, ?> funnel) {
        return Funnels.of(funnel, state.events(), clock.now());
    }

    private Reply actors(Map<?, ?> query) {
        if (!(query.get("source") instanceof Map<?, ?> source) || !(source.get("source") instanceof Map<?, ?> funnel)) {
            return PostHogReplies.error(
                    400, "validation_error", "invalid_input", "The sandbox lists actors of funnels only.");
        }
        int step = number(source, "funnelStep");
        int limit = number(query, "limit");
        int offset = number(query, "offset");
        // Persons that were deleted have no row among the actors.
        List<UUID> all = Funnels.actors(furthest(funnel), step).stream()
                .filter(id -> state.person(id).isPresent())
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
        return Reply.json(200, body);
    }

    private static int number(Map<?, ?> json, String field) {
        return json.get(field) instanceof Number number ? number.intValue() : 0;
    }
}
