package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.hogql.HogQlException;
import io.tajo.examples.sandbox.hogql.Row;
import io.tajo.examples.sandbox.hogql.Table;
import io.tajo.examples.sandbox.hogql.Types;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What HogQL can ask of a project.
 *
 * @param ofPersons how properties of persons are handed out
 * @param ofEvents how properties of events are handed out
 * @param zone the project's time zone
 */
record Tables(PropertyColumns ofPersons, PropertyColumns ofEvents, ZoneId zone) {
    private static final String PROPERTIES = "properties";

    Table persons(Collection<PersonRecord> persons) {
        Map<String, String> columns = columns(
                "id", Types.UUID, "created_at", Types.time(zone), PROPERTIES, Types.TEXT, "is_identified", Types.BOOL);
        List<Row> rows = persons.stream()
                .<Row>map(person -> path -> person(person, path))
                .toList();
        return new Table("persons", columns, this::typeOfPerson, rows);
    }

    /** An event knows its person as the person is now; people without a person profile have no row among the persons. */
    Table events(Collection<EventRecord> events, Map<UUID, PersonRecord> persons) {
        Map<UUID, PersonRecord> known = new HashMap<>(persons);
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
                Types.time(zone),
                "created_at",
                Types.time(zone),
                PROPERTIES,
                Types.TEXT,
                "person",
                Types.TEXT);
        List<Row> rows = events.stream()
                .<Row>map(event -> path -> event(event, known, path))
                .toList();
        return new Table("events", columns, this::typeOfEvent, rows);
    }

    private @Nullable Object event(EventRecord event, Map<UUID, PersonRecord> persons, List<String> path) {
        return switch (path.get(0)) {
            case "uuid" -> event.uuid();
            case "event" -> event.event();
            case "person_id" -> event.personId();
            case "distinct_id" -> event.distinctId();
            case "timestamp" -> event.timestamp();
            case "created_at" -> event.createdAt();
            case PROPERTIES -> ofEvents.select(event.properties(), inside(path));
            case "person" -> ofEvent(persons.get(event.personId()), inside(path));
            default -> throw unknown(path);
        };
    }

    private @Nullable Object ofEvent(@Nullable PersonRecord person, List<String> path) {
        return person == null ? null : person(person, path);
    }

    private @Nullable Object person(PersonRecord person, List<String> path) {
        return switch (path.get(0)) {
            case "id" -> person.id();
            case "created_at" -> person.createdAt();
            case "is_identified" -> true;
            case PROPERTIES -> ofPersons.select(person.properties(), inside(path));
            default -> throw unknown(path);
        };
    }

    private String typeOfPerson(List<String> path) {
        return switch (path.get(0)) {
            case "id" -> Types.UUID;
            case "created_at" -> Types.time(zone);
            case PROPERTIES -> ofPersons.type(inside(path));
            default -> Types.nullable(Types.TEXT);
        };
    }

    private String typeOfEvent(List<String> path) {
        return switch (path.get(0)) {
            case PROPERTIES -> ofEvents.type(inside(path));
            case "person" -> typeOfPerson(inside(path));
            default -> Types.nullable(Types.TEXT);
        };
    }

    /** Each person has one row for each distinct id. */
    Table distinctIds(Map<String, UUID> persons) {
        List<Row> rows = persons.entrySet().stream()
                .<Row>map(id -> path -> switch (path.get(0)) {
                    case "distinct_id" -> id.getKey();
                    case "person_id" -> id.getValue();
                    default -> throw unknown(path);
                })
                .toList();
        Map<String, String> columns = columns("distinct_id", Types.TEXT, "person_id", Types.UUID);
        return new Table("person_distinct_ids", columns, path -> Types.TEXT, rows);
    }

    Table recordings(List<RecordingRecord> recordings) {
        Map<String, String> columns = columns(
                "session_id",
                Types.TEXT,
                "person_id",
                Types.UUID,
                "start_time",
                Types.time(zone),
                "end_time",
                Types.time(zone),
                "active_milliseconds",
                Types.WHOLE,
                "click_count",
                Types.WHOLE,
                "keypress_count",
                Types.WHOLE,
                "console_error_count",
                Types.WHOLE);
        return new Table("session_replay_events", columns, path -> Types.TEXT, recordings);
    }

    private static List<String> inside(List<String> path) {
        return path.subList(1, path.size());
    }

    private static HogQlException unknown(List<String> path) {
        return new HogQlException("Unable to resolve field: " + String.join(".", path));
    }

    private static Map<String, String> columns(String... namesAndTypes) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) columns.put(namesAndTypes[i], namesAndTypes[i + 1]);
        return columns;
    }
}
