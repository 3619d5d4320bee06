package io.tajo.connector.read;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person did, counted.
 *
 * @param events how many events
 * @param lastSeen when the last one was
 */
record Activity(long events, @Nullable Instant lastSeen) {
    static final Activity NONE = new Activity(0, null);

    Activity and(Activity other) {
        return new Activity(events + other.events, later(lastSeen, other.lastSeen));
    }

    static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        if (a == null) return b;
        return b == null || a.isAfter(b) ? a : b;
    }
}
