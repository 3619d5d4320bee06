package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.hogql.HogQlException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes queries of events as the HogQL that PostHog makes of them. Stateless. */
final class EventsQueries {
    private EventsQueries() {}

    static String text(Map<?, ?> query) {
        if (query.get("properties") instanceof List<?> filters && !filters.isEmpty()) {
            throw new HogQlException("The sandbox filters events by no properties; use where.");
        }
        List<String> conditions = new ArrayList<>();
        for (Object condition : list(query.get("where"))) conditions.add("(" + condition + ")");
        if (query.get("event") != null) conditions.add("event = {event}");
        if (query.get("personId") != null) conditions.add("person_id = {personId}");
        if (query.get("after") != null) conditions.add("timestamp > toDateTime({after})");
        if (query.get("before") != null) conditions.add("timestamp < toDateTime({before})");
        String order = joined(query.get("orderBy"));
        return "SELECT " + joined(query.get("select")) + " FROM events"
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
                + (order.isEmpty() ? "" : " ORDER BY " + order)
                + " LIMIT " + (limit(query) + 1);
    }

    static Map<String, @Nullable Object> values(Map<?, ?> query) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String name : List.of("event", "personId", "after", "before")) values.put(name, query.get(name));
        return values;
    }

    /** Cuts the row that tells whether there are more. */
    static Map<String, @Nullable Object> page(Map<?, ?> query, Map<String, @Nullable Object> answer) {
        List<?> rows = list(answer.get("results"));
        Map<String, @Nullable Object> page = new LinkedHashMap<>(answer);
        page.put("hasMore", rows.size() > limit(query));
        page.put("limit", limit(query));
        page.put("offset", 0);
        page.put("results", rows.subList(0, Math.min(rows.size(), limit(query))));
        return page;
    }

    private static int limit(Map<?, ?> query) {
        return query.get("limit") instanceof Number number ? number.intValue() : 100;
    }

    private static String joined(@Nullable Object expressions) {
        return list(expressions).stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
