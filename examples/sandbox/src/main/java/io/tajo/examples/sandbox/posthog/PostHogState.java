package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.hogql.HogQlException;
import io.tajo.examples.sandbox.hogql.Row;
import io.tajo.examples.sandbox.hogql.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What PostHog holds. Safe for any thread. */
public final class PostHogState {
    private static final List<String> PERSON_COLUMNS = List.of("id", "created_at", "properties", "is_identified");
    private static final List<String> EVENT_COLUMNS =
            List.of("uuid", "event", "person_id", "distinct_id", "timestamp", "properties", "person");
    private static final List<String> RECORDING_COLUMNS = List.of(
            "session_id",
            "person_id",
            "start_time",
            "end_time",
            "active_milliseconds",
            "click_count",
            "keypress_count",
            "console_error_count");

    private final Map<UUID, PersonRecord> persons = new LinkedHashMap<>();
    private final List<EventRecord> events = new ArrayList<>();
    private final Map<Long, CohortRecord> cohorts = new TreeMap<>();
    private final Map<Long, FlagRecord> flags = new TreeMap<>();
    private final List<InsightRecord> insights = new ArrayList<>();
    private final List<RecordingRecord> recordings = new ArrayList<>();
    private final Set<String> queries = new LinkedHashSet<>();

    /** Creates a state without persons. */
    public PostHogState() {}

    /**
     * Adds a person, or replaces the one with the same id.
     *
     * @param person the person
     */
    public synchronized void add(PersonRecord person) {
        persons.put(person.id(), person);
    }

    /**
     * Adds events.
     *
     * @param more the events
     */
    public synchronized void addEvents(Collection<EventRecord> more) {
        events.addAll(more);
    }

    /**
     * Adds a cohort, or replaces the one with the same number.
     *
     * @param cohort the cohort
     */
    public synchronized void add(CohortRecord cohort) {
        cohorts.put(cohort.id(), cohort);
    }

    /**
     * Adds a feature flag, or replaces the one with the same number.
     *
     * @param flag the flag
     */
    public synchronized void add(FlagRecord flag) {
        flags.put(flag.id(), flag);
    }

    /**
     * Adds a saved insight.
     *
     * @param insight the insight
     */
    public synchronized void add(InsightRecord insight) {
        insights.add(insight);
    }

    /**
     * Adds session recordings.
     *
     * @param more the recordings
     */
    public synchronized void addRecordings(Collection<RecordingRecord> more) {
        recordings.addAll(more);
    }

    /** {@return the cohorts} */
    public synchronized List<CohortRecord> cohorts() {
        return List.copyOf(cohorts.values());
    }

    /** {@return the feature flags} */
    public synchronized List<FlagRecord> flags() {
        return List.copyOf(flags.values());
    }

    /** {@return the saved insights} */
    public synchronized List<InsightRecord> insights() {
        return List.copyOf(insights);
    }

    /** {@return the session recordings} */
    public synchronized List<RecordingRecord> recordings() {
        return List.copyOf(recordings);
    }

    /** Tells whether a person is in a cohort; null is nobody. */
    synchronized boolean isInCohort(long cohort, @Nullable Object person) {
        CohortRecord known = cohorts.get(cohort);
        if (known == null) throw new HogQlException("Could not find a cohort with ID " + cohort);
        PersonRecord record = person instanceof UUID id ? persons.get(id) : null;
        return record != null && known.holds(record);
    }

    /**
     * Removes a person; its events stay, as PostHog's do for a while.
     *
     * @param id whom
     */
    public synchronized void remove(UUID id) {
        persons.remove(id);
    }

    /** {@return the persons} */
    public synchronized List<PersonRecord> persons() {
        return List.copyOf(persons.values());
    }

    /** {@return the events} */
    public synchronized List<EventRecord> events() {
        return List.copyOf(events);
    }

    /**
     * Returns one person.
     *
     * @param id whom
     * @return the person
     */
    public synchronized Optional<PersonRecord> person(UUID id) {
        return Optional.ofNullable(persons.get(id));
    }

    /** {@return the different queries that were asked, in the order that they first came} */
    public synchronized Set<String> queries() {
        return new LinkedHashSet<>(queries);
    }

    synchronized void asked(String query) {
        queries.add(query);
    }

    /** Returns the persons as the persons route lists them: newest first. */
    synchronized List<PersonRecord> newestFirst() {
        return persons.values().stream()
                .sorted(Comparator.comparing(PersonRecord::createdAt).reversed().thenComparing(PersonRecord::id))
                .toList();
    }

    /** Returns a table that HogQL knows, or null. */
    @Nullable
    Table table(String name) {
        return switch (name) {
            case "persons" -> new Table(name, PERSON_COLUMNS, persons());
            case "events" -> new Table(name, EVENT_COLUMNS, eventRows());
            case "person_distinct_ids" -> new Table(name, List.of("distinct_id", "person_id"), distinctIds());
            case "session_replay_events" -> new Table(name, RECORDING_COLUMNS, recordings());
            default -> null;
        };
    }

    /** An event knows its person as the person is now. */
    private synchronized List<Row> eventRows() {
        Map<UUID, PersonRecord> known = new HashMap<>(persons);
        return events.stream()
                .<Row>map(event -> path -> {
                    if (!path.get(0).equals("person")) return event.get(path);
                    PersonRecord person = known.get(event.personId());
                    return person == null ? null : person.get(path.subList(1, path.size()));
                })
                .toList();
    }

    private synchronized List<Row> distinctIds() {
        return persons.values().stream()
                .<Row>map(person -> path -> switch (path.get(0)) {
                    case "distinct_id" -> person.distinctId();
                    case "person_id" -> person.id();
                    default -> throw new HogQlException("Unable to resolve field: " + String.join(".", path));
                })
                .toList();
    }
}
