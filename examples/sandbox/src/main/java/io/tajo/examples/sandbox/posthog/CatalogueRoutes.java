package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.http.Json;
import io.tajo.examples.sandbox.http.Reply;
import io.tajo.examples.sandbox.http.Request;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The routes of cohorts and feature flags. */
final class CatalogueRoutes {
    private final PostHogState state;

    CatalogueRoutes(PostHogState state) {
        this.state = state;
    }

    Reply cohorts(Request request) {
        return page(state.cohorts().stream().map(CohortRecord::json).toList(), request);
    }

    Reply cohort(Request request) {
        return state.cohorts().stream()
                .filter(cohort -> String.valueOf(cohort.id()).equals(request.variable("id")))
                .findFirst()
                .map(cohort -> Reply.json(200, cohort.json()))
                .orElseGet(PostHogReplies::notFound);
    }

    Reply flags(Request request) {
        return page(state.flags().stream().map(FlagRecord::json).toList(), request);
    }

    Reply definitions(Request request) {
        Map<String, @Nullable Object> cohorts = new LinkedHashMap<>();
        for (CohortRecord cohort : state.cohorts()) {
            // A static cohort's members stay with the server.
            if (cohort.members() == null) cohorts.put(String.valueOf(cohort.id()), cohort.rule());
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("flags", state.flags().stream().map(FlagRecord::json).toList());
        body.put("group_type_mapping", Map.of());
        body.put("cohorts", cohorts);
        body.put("property_matching_version", state.propertyMatchingVersion());
        String etag = "\"" + Integer.toHexString(Json.text(body).hashCode()) + "\"";
        if (etag.equals(request.headers().get("if-none-match"))) return Reply.empty(304);
        return Reply.json(200, body).with(Map.of("ETag", etag));
    }

    Reply flag(Request request) {
        return state.flags().stream()
                .filter(flag -> String.valueOf(flag.id()).equals(request.variable("id")))
                .findFirst()
                .map(flag -> Reply.json(200, flag.json()))
                .orElseGet(PostHogReplies::notFound);
    }

    /** Decides flags for one person, also where the definitions can't. */
    Reply evaluate(Request request) throws IOException {
        Map<String, Object> body = Json.object(request.body());
        if (!(body.get("distinct_id") instanceof String distinctId)) {
            return Reply.text(400, "The distinct_id field is missing from the request", "text/plain");
        }
        Map<?, ?> sent = body.get("person_properties") instanceof Map<?, ?> given ? given : Map.of();
        FlagDecisions decisions = new FlagDecisions(state, distinctId, sent);
        Map<String, @Nullable Object> flags = new LinkedHashMap<>();
        for (FlagRecord flag : state.flags()) {
            boolean asked = !(body.get("flag_keys_to_evaluate") instanceof List<?> keys) || keys.contains(flag.key());
            if (asked) flags.put(flag.key(), decisions.decide(flag).json(flag));
        }
        return Reply.json(
                200,
                Map.of(
                        "flags",
                        flags,
                        "errorsWhileComputingFlags",
                        false,
                        "requestId",
                        UUID.randomUUID().toString()));
    }

    Reply batchExports(Request request) {
        return page(List.of(), request);
    }

    static Reply page(List<? extends Map<String, ?>> all, Request request) {
        int limit = request.number("limit", 100);
        int offset = request.number("offset", 0);
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("count", all.size());
        body.put("results", all.subList(Math.min(offset, all.size()), Math.min(offset + limit, all.size())));
        boolean more = offset + limit < all.size();
        String next = "http://internal:8000" + request.path() + "?limit=" + limit + "&offset=" + (offset + limit);
        body.put("next", more ? next : null);
        body.put("previous", null);
        return Reply.json(200, body);
    }
}
