package io.tajo.client;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one answer said about the server's quota.
 *
 * @param throttled whether the call was refused for its rate (status 429)
 * @param limit calls allowed in the window that the server speaks of; with {@code throttled}, the limit that refused
 *     the call
 * @param remaining calls left in that window
 * @param resetAfter time until that window starts anew, or until the server wants to be asked again
 */
public record RateLimitSignal(
        boolean throttled, OptionalInt limit, OptionalInt remaining, Optional<Duration> resetAfter) {

    /** An answer that said nothing about quotas. */
    public static final RateLimitSignal NONE =
            new RateLimitSignal(false, OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
}
