package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.hogql.HogQlException;
import io.tajo.examples.sandbox.hogql.Row;
import io.tajo.examples.sandbox.hogql.Table;
import io.tajo.examples.sandbox.hogql.Types;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What HogQL can ask of a state. Stateless. */
final class Tables {
    private static final String PROPERTIES = "properties";

    private Tables() {}

    static Table persons(List<PersonRecord> persons) {
        return new Table(
                "persons",
                columns(
                        "id",
                        Types.UUID,
                        "created_at",
                        Types.TIME,
                        PROPERTIES,
                        Types.TEXT,
                        "is_identified",
                        Types.BOOL),
                persons);
    }

    /** An event knows its person as the person is now. */
    static Table events(List<EventRecord> events, Map<UUID, PersonRecord> persons) {
        Map<UUID, PersonRecord> known = new HashMap<>(persons);
        List<Row> rows = events.stream()
                .<Row>map(event -> path -> path.get(0).equals("person")
                        ? ofPerson(known.get(event.personId()), path.subList(1, path.size()))
                        : event.get(path))
                .toList();
        Map<String, String> columns = columns(
                "uuid",
                Types.UUID,
                "event",
                Types.TEXT,
                "person_id",
                Types.UUID,
                "distinct_id",
                Types.TEXT,
                "timestamp",
                Types.TIME,
                PROPERTIES,
                Types.TEXT,
                "person",
                Types.TEXT);
        return new Table("events", columns, rows);
    }

    private static @Nullable Object ofPerson(@Nullable PersonRecord person, List<String> path) {
        return person == null ? null : person.get(path);
    }

    static Table distinctIds(List<PersonRecord> persons) {
        List<Row> rows = persons.stream()
                .<Row>map(person -> path -> switch (path.get(0)) {
                    case "distinct_id" -> person.distinctId();
                    case "person_id" -> person.id();
                    default -> throw new HogQlException("Unable to resolve field: " + String.join(".", path));
                })
                .toList();
        return new Table("person_distinct_ids", columns("distinct_id", Types.TEXT, "person_id", Types.UUID), rows);
    }

    static Table recordings(List<RecordingRecord> recordings) {
        Map<String, String> columns = columns(
                "session_id",
                Types.TEXT,
                "person_id",
                Types.UUID,
                "start_time",
                Types.TIME,
                "end_time",
                Types.TIME,
                "active_milliseconds",
                Types.WHOLE,
                "click_count",
                Types.WHOLE,
                "keypress_count",
                Types.WHOLE,
                "console_error_count",
                Types.WHOLE);
        return new Table("session_replay_events", columns, recordings);
    }

    private static Map<String, String> columns(String... namesAndTypes) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) columns.put(namesAndTypes[i], namesAndTypes[i + 1]);
        return columns;
    }
}
