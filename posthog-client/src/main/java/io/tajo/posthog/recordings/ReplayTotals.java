package io.tajo.posthog.recordings;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the recordings of one person add up to.
 *
 * @param personId PostHog's uuid of the person
 * @param recordings how many there are
 * @param activeTime how long something happened in them
 * @param clicks clicks in them
 * @param keyPresses keys pressed in them
 * @param consoleErrors errors in the console
 * @param lastSeen when the last one ended
 */
public record ReplayTotals(
        String personId,
        long recordings,
        Duration activeTime,
        long clicks,
        long keyPresses,
        long consoleErrors,
        @Nullable Instant lastSeen) {

    /** {@return the uuid of the person only} */
    @Override
    public String toString() {
        return "ReplayTotals[" + personId + "]";
    }
}
