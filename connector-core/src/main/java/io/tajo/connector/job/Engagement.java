package io.tajo.connector.job;

import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Who counts as an active user, who as a power user, and the lists that mirror them. Immutable: each method returns a
 * changed copy.
 */
public final class Engagement {
    /** Thirty days: a person who did nothing for longer is not active. */
    public static final Duration DEFAULT_ACTIVE_WITHIN = Duration.ofDays(30);
    /** A hundred events in that time make a power user. */
    public static final long DEFAULT_POWER_EVENTS = 100;

    /** No list mirrors anybody. */
    public static final Engagement NONE =
            new Engagement(null, null, DEFAULT_ACTIVE_WITHIN, DEFAULT_POWER_EVENTS, Mirror.careful());

    private final @Nullable Long activeList;
    private final @Nullable Long powerList;
    private final Duration activeWithin;
    private final long powerEvents;
    private final Mirror mirror;

    private Engagement(
            @Nullable Long activeList,
            @Nullable Long powerList,
            Duration activeWithin,
            long powerEvents,
            Mirror mirror) {
        this.activeList = activeList;
        this.powerList = powerList;
        this.activeWithin = activeWithin;
        this.powerEvents = powerEvents;
        this.mirror = mirror;
    }

    /**
     * Mirrors the active users in a list.
     *
     * @param listId the list's id in Brevo
     * @return the changed copy
     */
    public Engagement activeInto(long listId) {
        return new Engagement(listId, powerList, activeWithin, powerEvents, mirror);
    }

    /**
     * Mirrors the power users in a list.
     *
     * @param listId the list's id in Brevo
     * @return the changed copy
     */
    public Engagement powerInto(long listId) {
        return new Engagement(activeList, listId, activeWithin, powerEvents, mirror);
    }

    /**
     * Sets within which time an active user has done something.
     *
     * @param time a positive time
     * @return the changed copy
     */
    public Engagement activeWithin(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("a user is active within a positive time, not " + time);
        }
        return new Engagement(activeList, powerList, time, powerEvents, mirror);
    }

    /**
     * Sets how many events within that time make a power user.
     *
     * @param events at least 1
     * @return the changed copy
     */
    public Engagement powerEvents(long events) {
        if (events < 1) throw new IllegalArgumentException("a power user has at least one event, not " + events);
        return new Engagement(activeList, powerList, activeWithin, events, mirror);
    }

    /**
     * Sets how both lists let members go.
     *
     * @param brakes how
     * @return the changed copy
     */
    public Engagement mirror(Mirror brakes) {
        return new Engagement(activeList, powerList, activeWithin, powerEvents, brakes);
    }

    /** {@return the list of active users} */
    public OptionalLong activeList() {
        return optional(activeList);
    }

    /** {@return the list of power users} */
    public OptionalLong powerList() {
        return optional(powerList);
    }

    /** {@return within which time an active user has done something} */
    public Duration activeWithin() {
        return activeWithin;
    }

    /** {@return how many events within that time make a power user} */
    public long powerEvents() {
        return powerEvents;
    }

    /** {@return how both lists let members go} */
    public Mirror mirror() {
        return mirror;
    }

    /** {@return whether any list mirrors anybody} */
    public boolean isAsked() {
        return activeList != null || powerList != null;
    }

    private static OptionalLong optional(@Nullable Long list) {
        return list == null ? OptionalLong.empty() : OptionalLong.of(list);
    }
}
