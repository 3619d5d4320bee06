package io.tajo.connector.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person did, counted.
 *
 * @param events how many events
 * @param recent how many of them within the time that makes an active user; 0 if it is not asked for
 * @param lastSeen when the last one was
 */
record Activity(long events, long recent, @Nullable Instant lastSeen) {
    static final Activity NONE = new Activity(0, 0, null);

    Activity and(Activity other) {
        boolean mine = other.lastSeen == null || (lastSeen != null && lastSeen.isAfter(other.lastSeen));
        Activity last = mine ? this : other;
        return new Activity(events + other.events, recent + other.recent, last.lastSeen);
    }
}
