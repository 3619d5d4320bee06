package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.http.Reply;
import io.tajo.examples.sandbox.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The persons routes. */
final class PersonRoutes {
    private final PostHogState state;
    private final boolean shortPages;

    PersonRoutes(PostHogState state, boolean shortPages) {
        this.state = state;
        this.shortPages = shortPages;
    }

    Reply list(Request request) {
        return page(request, person -> matches(person, request));
    }

    /** Lists a cohort's members by a query of its own for each page, as PostHog does. */
    Reply members(Request request) {
        return state.cohorts().stream()
                .filter(cohort -> String.valueOf(cohort.id()).equals(request.variable("id")))
                .findFirst()
                .map(cohort -> page(request, cohort::holds))
                .orElseGet(PostHogReplies::notFound);
    }

    private Reply page(Request request, Predicate<PersonRecord> wanted) {
        int limit = request.number("limit", 100);
        int offset = request.number("offset", 0);
        List<PersonRecord> all = state.newestFirst().stream().filter(wanted).toList();
        List<PersonRecord> page = all.subList(Math.min(offset, all.size()), Math.min(offset + limit, all.size()));
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put(
                "results",
                page.stream().filter(this::readable).map(PersonRoutes::json).toList());
        body.put("next", page.size() < limit ? null : link(request, limit, offset + limit));
        body.put("previous", null);
        return Reply.json(200, body);
    }

    Reply get(Request request) {
        return find(request.variable("id"))
                .map(person -> Reply.json(200, json(person)))
                .orElseGet(PostHogReplies::notFound);
    }

    private Optional<PersonRecord> find(String id) {
        try {
            return state.person(UUID.fromString(id));
        } catch (IllegalArgumentException notUuid) {
            return Optional.empty();
        }
    }

    /** Persons that were deleted a moment ago drop out of a page after it was cut. */
    private boolean readable(PersonRecord person) {
        return !shortPages || person.id().getLeastSignificantBits() % 3 != 0;
    }

    /** A link names the host that the server thinks it has, which is seldom the one that was asked. */
    private static String link(Request request, int limit, int offset) {
        return "http://internal:8000" + request.path() + "?limit=" + limit + "&offset=" + offset;
    }

    private static boolean matches(PersonRecord person, Request request) {
        String email = String.valueOf(person.properties().get("email"));
        return request.param("email").map(email::equals).orElse(true)
                && request.param("distinct_id").map(person.distinctId()::equals).orElse(true)
                && request.param("search").map(email::contains).orElse(true);
    }

    static Map<String, @Nullable Object> json(PersonRecord person) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", Integer.toUnsignedLong(person.id().hashCode()));
        json.put("uuid", person.id().toString());
        json.put("name", person.properties().get("email"));
        json.put("distinct_ids", List.of(person.distinctId()));
        json.put("properties", person.properties());
        json.put("created_at", person.createdAt().toString());
        json.put("last_seen_at", null);
        return json;
    }
}
