package io.tajo.connector.job;

import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Syncs persons to contacts. Immutable: each method returns a changed copy. */
public final class PersonSync implements SyncJob {
    /** A year: what {@code total_events} counts by default, so that the scan over all events has an end. */
    public static final Duration DEFAULT_EVENTS_SINCE = Duration.ofDays(365);

    private final @Nullable String name;
    private final @Nullable Long list;
    private final Duration eventsSince;

    private PersonSync(@Nullable String name, @Nullable Long list, Duration eventsSince) {
        this.name = name;
        this.list = list;
        this.eventsSince = eventsSince;
    }

    /** {@return a job for every person} */
    public static PersonSync all() {
        return new PersonSync(null, null, DEFAULT_EVENTS_SINCE);
    }

    /**
     * Puts the contacts into a list. Without one they go into the connector's holding list, because Brevo imports
     * nothing without a list.
     *
     * @param listId the list's id in Brevo
     * @return the changed job
     */
    public PersonSync intoList(long listId) {
        return new PersonSync(name, listId, eventsSince);
    }

    /**
     * Sets how far back {@code total_events} and {@code last_seen} look.
     *
     * @param time a positive time
     * @return the changed job
     */
    public PersonSync eventsSince(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("events are counted over a positive time, not " + time);
        }
        return new PersonSync(name, list, time);
    }

    /**
     * Names the job, where two jobs of one kind have the same target.
     *
     * @param label what the job is known by
     * @return the changed job
     */
    public PersonSync named(String label) {
        if (label.isBlank()) throw new IllegalArgumentException("a job's name is not blank");
        return new PersonSync(label, list, eventsSince);
    }

    @Override
    public String name() {
        if (name != null) return name;
        return list == null ? "persons" : "persons into list " + list;
    }

    /** {@return the list that the contacts go into; empty for the holding list} */
    public OptionalLong list() {
        return list == null ? OptionalLong.empty() : OptionalLong.of(list);
    }

    /** {@return how far back events are counted} */
    public Duration eventsSince() {
        return eventsSince;
    }

    /** {@return the job's name} */
    @Override
    public String toString() {
        return name();
    }
}
