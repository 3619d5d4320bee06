package io.tajo.examples.sandbox.posthog;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows that an export has, in the shape of its model.
 *
 * @param from the begin of the interval
 * @param to its end, which is outside
 */
record ExportRows(Instant from, Instant to) {

    /** Returns those who were touched in the interval, one row for each distinct id. */
    List<Map<String, @Nullable Object>> persons(PostHogState state) {
        return state.persons().stream()
                .filter(person -> isInside(state.touchedAt(person.id()).orElse(person.createdAt())))
                .map(person -> row(state, person))
                .toList();
    }

    private static Map<String, @Nullable Object> row(PostHogState state, PersonRecord person) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("team_id", 12_345);
        row.put("distinct_id", person.distinctId());
        row.put("person_id", person.id().toString());
        row.put("properties", person.properties());
        row.put("person_distinct_id_version", 0);
        row.put("person_version", state.versionOf(person.id()));
        row.put("created_at", person.createdAt().toString());
        row.put(
                "_inserted_at",
                state.touchedAt(person.id()).orElse(person.createdAt()).toString());
        row.put("is_deleted", false);
        return row;
    }

    /** Returns the events of the interval. */
    List<Map<String, @Nullable Object>> events(PostHogState state, List<?> include, List<?> exclude) {
        return state.events().stream()
                .filter(event -> isInside(event.createdAt()))
                .filter(event -> include.isEmpty() || include.contains(event.event()))
                .filter(event -> !exclude.contains(event.event()))
                .map(event -> row(state, event))
                .toList();
    }

    private static Map<String, @Nullable Object> row(PostHogState state, EventRecord event) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("uuid", event.uuid().toString());
        row.put("event", event.event());
        row.put("distinct_id", event.distinctId());
        row.put("person_id", event.personId().toString());
        row.put("properties", event.properties());
        row.put(
                "person_properties",
                state.person(event.personId()).map(PersonRecord::properties).orElse(Map.of()));
        row.put("elements_chain", "");
        row.put("timestamp", event.timestamp().toString());
        row.put("created_at", event.createdAt().toString());
        row.put("_inserted_at", event.createdAt().toString());
        return row;
    }

    private boolean isInside(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }
}
