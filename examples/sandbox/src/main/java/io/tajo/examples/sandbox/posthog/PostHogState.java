package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.hogql.HogQlException;
import io.tajo.examples.sandbox.hogql.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
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
    private final Map<UUID, PersonRecord> persons = new LinkedHashMap<>();
    private final Map<String, UUID> byDistinctId = new HashMap<>();
    private final Map<UUID, Instant> touched = new HashMap<>();
    private final Map<UUID, Long> versions = new HashMap<>();
    private final List<EventRecord> events = new ArrayList<>();
    private final Map<Long, CohortRecord> cohorts = new TreeMap<>();
    private final Map<Long, FlagRecord> flags = new TreeMap<>();
    private int propertyMatchingVersion = 1;
    private final List<InsightRecord> insights = new ArrayList<>();
    private final List<RecordingRecord> recordings = new ArrayList<>();
    private final Set<String> queries = new LinkedHashSet<>();
    private final PropertyTypes personTypes = new PropertyTypes();
    private final PropertyTypes eventTypes = new PropertyTypes();
    private final ZoneId zone;
    private int answerRows = Integer.MAX_VALUE;
    private long version;

    /** Creates a state without persons, of a project in UTC. */
    public PostHogState() {
        this(ZoneOffset.UTC);
    }

    /**
     * Creates a state without persons.
     *
     * @param zone the project's time zone
     */
    public PostHogState(ZoneId zone) {
        this.zone = zone;
    }

    /** {@return the project's time zone} */
    public ZoneId zone() {
        return zone;
    }

    /**
     * Cuts answers to queries, whatever their LIMIT.
     *
     * @param rows the most rows of an answer
     */
    public synchronized void limitAnswers(int rows) {
        answerRows = rows;
    }

    synchronized int answerRows() {
        return answerRows;
    }

    /**
     * Sets the type that PostHog guessed for a property of persons; by default the first value that arrives decides.
     *
     * @param property the property's name
     * @param type its type
     */
    public synchronized void definePersonProperty(String property, PropertyType type) {
        personTypes.define(property, type);
        version++;
    }

    /**
     * Sets the type that PostHog guessed for a property of events; by default the first value that arrives decides.
     *
     * @param property the property's name
     * @param type its type
     */
    public synchronized void defineEventProperty(String property, PropertyType type) {
        eventTypes.define(property, type);
        version++;
    }

    /**
     * Gives a person one more distinct id.
     *
     * @param person the person's id
     * @param distinctId the id
     */
    public synchronized void addDistinctId(UUID person, String distinctId) {
        byDistinctId.put(distinctId, person);
        version++;
    }

    /**
     * Adds a person, or replaces the one with the same id.
     *
     * @param person the person
     */
    public synchronized void add(PersonRecord person) {
        persons.put(person.id(), person);
        byDistinctId.put(person.distinctId(), person.id());
        personTypes.notice(person.properties());
        versions.merge(person.id(), 1L, Long::sum);
        version++;
    }

    /**
     * Sets when a person was changed last, for exports of an interval; else it is the person's creation.
     *
     * @param id the contact
     * @param moment when
     */
    public synchronized void touch(UUID id, Instant moment) {
        touched.put(id, moment);
    }

    synchronized Optional<Instant> touchedAt(UUID id) {
        return Optional.ofNullable(touched.get(id));
    }

    /** Returns how often a person was written. */
    synchronized long versionOf(UUID id) {
        return versions.getOrDefault(id, 0L);
    }

    /**
     * Adds events.
     *
     * @param more the events
     */
    public synchronized void addEvents(Collection<EventRecord> more) {
        events.addAll(more);
        more.forEach(event -> eventTypes.notice(event.properties()));
        version++;
    }

    /**
     * Adds a cohort, or replaces the one with the same number.
     *
     * @param cohort the cohort
     */
    public synchronized void add(CohortRecord cohort) {
        cohorts.put(cohort.id(), cohort);
        version++;
    }

    /**
     * Removes a cohort.
     *
     * @param id its number
     */
    public synchronized void removeCohort(long id) {
        cohorts.remove(id);
        version++;
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
        version++;
    }

    /** {@return the cohorts} */
    public synchronized List<CohortRecord> cohorts() {
        return List.copyOf(cohorts.values());
    }

    /**
     * Sets how flags compare truth values: with their truth in version 1, with their text in version 2.
     *
     * @param version the version, 1 by default
     */
    public synchronized void matchPropertiesBy(int version) {
        propertyMatchingVersion = version;
    }

    synchronized int propertyMatchingVersion() {
        return propertyMatchingVersion;
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
     * @param id the contact
     */
    public synchronized void remove(UUID id) {
        persons.remove(id);
        version++;
    }

    /** Removes every event. */
    public synchronized void removeEvents() {
        events.clear();
        version++;
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
     * @param id the contact
     * @return the person
     */
    public synchronized Optional<PersonRecord> person(UUID id) {
        return Optional.ofNullable(persons.get(id));
    }

    /** Returns the person that a distinct id belongs to. */
    synchronized Optional<PersonRecord> personOf(String distinctId) {
        return Optional.ofNullable(byDistinctId.get(distinctId)).map(persons::get);
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

    /** Returns another number after each change of what queries can see. */
    synchronized long version() {
        return version;
    }

    /** Returns a table that HogQL knows, or null. */
    synchronized @Nullable Table table(String name) {
        Tables tables = new Tables(
                new PropertyColumns(personTypes.all(), zone), new PropertyColumns(eventTypes.all(), zone), zone);
        return switch (name) {
            case "persons" -> tables.persons(List.copyOf(persons.values()));
            case "events" -> tables.events(List.copyOf(events), persons);
            case "person_distinct_ids" -> tables.distinctIds(distinctIds());
            case "session_replay_events" -> tables.recordings(recordings());
            default -> null;
        };
    }

    /** Returns the distinct ids of the persons that are there. */
    private Map<String, UUID> distinctIds() {
        Map<String, UUID> ids = new LinkedHashMap<>(byDistinctId);
        ids.values().retainAll(persons.keySet());
        return ids;
    }
}
