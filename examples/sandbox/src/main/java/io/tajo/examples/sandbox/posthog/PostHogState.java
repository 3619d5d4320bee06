package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.hogql.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What PostHog holds. Safe for any thread. */
public final class PostHogState {
    private static final List<String> PERSON_COLUMNS = List.of("id", "created_at", "properties", "is_identified");
    private static final List<String> EVENT_COLUMNS =
            List.of("uuid", "event", "person_id", "distinct_id", "timestamp", "properties");

    private final Map<UUID, PersonRecord> persons = new LinkedHashMap<>();
    private final List<EventRecord> events = new ArrayList<>();
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
            case "events" -> new Table(name, EVENT_COLUMNS, events());
            default -> null;
        };
    }
}
