package io.tajo.connector.job;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Syncs persons to contacts. Immutable: each method returns a changed copy. */
public final class PersonSync implements SyncJob {
    /** A year: what {@code total_events} counts by default, so that the scan over all events has an end. */
    public static final Duration DEFAULT_EVENTS_SINCE = Duration.ofDays(365);

    private final @Nullable String name;
    private final @Nullable Long list;
    private final Duration eventsSince;
    private final Engagement engagement;
    private final boolean byRest;
    private final @Nullable Mirror mirror;

    private PersonSync(
            @Nullable String name,
            @Nullable Long list,
            Duration eventsSince,
            Engagement engagement,
            boolean byRest,
            @Nullable Mirror mirror) {
        this.name = name;
        this.list = list;
        this.eventsSince = eventsSince;
        this.engagement = engagement;
        this.byRest = byRest;
        this.mirror = mirror;
    }

    /** {@return a job for every person} */
    public static PersonSync all() {
        return new PersonSync(null, null, DEFAULT_EVENTS_SINCE, Engagement.NONE, false, null);
    }

    /**
     * Puts the contacts into a list. Members stay in it whose persons are deleted or lose their address, unless it is
     * mirrored, see {@link #mirror()}.
     *
     * @param listId the list's id in Brevo
     * @return the changed job
     */
    public PersonSync intoList(long listId) {
        return new PersonSync(name, listId, eventsSince, engagement, byRest, mirror);
    }

    /**
     * Removes contacts from the list whose persons PostHog no longer has, carefully.
     *
     * @return the changed job
     */
    public PersonSync mirror() {
        return mirror(Mirror.careful());
    }

    /**
     * Removes contacts from the list whose persons PostHog no longer has.
     *
     * @param brakes how
     * @return the changed job
     */
    public PersonSync mirror(Mirror brakes) {
        return new PersonSync(name, list, eventsSince, engagement, byRest, brakes);
    }

    /**
     * Mirrors active and powerful users in lists.
     *
     * @param lists which lists, and who belongs in them
     * @return the changed job
     */
    public PersonSync engagement(Engagement lists) {
        return new PersonSync(name, list, eventsSince, lists, byRest, mirror);
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
        return new PersonSync(name, list, time, engagement, byRest, mirror);
    }

    /**
     * Reads the persons from PostHog's REST list instead of its queries: slower by far, and up to date to the second.
     * Events are counted by a query all the same.
     *
     * @return the changed job
     */
    public PersonSync byRest() {
        return new PersonSync(name, list, eventsSince, engagement, true, mirror);
    }

    /**
     * Names the job, where two jobs of one kind have the same target.
     *
     * @param label what the job is known by
     * @return the changed job
     */
    public PersonSync named(String label) {
        return new PersonSync(JobNames.checked(label), list, eventsSince, engagement, byRest, mirror);
    }

    @Override
    public String name() {
        if (name != null) return name;
        return list == null ? "persons" : "persons into list " + list;
    }

    /** {@return the list that the contacts go into, if they go into one} */
    public OptionalLong list() {
        return list == null ? OptionalLong.empty() : OptionalLong.of(list);
    }

    /** {@return how members are removed from the list; empty if they stay} */
    public Optional<Mirror> mirrored() {
        return Optional.ofNullable(mirror);
    }

    /** {@return the lists of active and powerful users} */
    public Engagement engagement() {
        return engagement;
    }

    /** {@return how far back events are counted} */
    public Duration eventsSince() {
        return eventsSince;
    }

    /** {@return whether the persons are read from the REST list} */
    public boolean isByRest() {
        return byRest;
    }

    /** {@return the job's name} */
    @Override
    public String toString() {
        return name();
    }
}
