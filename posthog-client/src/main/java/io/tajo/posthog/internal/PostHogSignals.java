package io.tajo.posthog.internal;

import io.tajo.client.RateLimitSignal;
import io.tajo.client.RouteGroup;
import io.tajo.client.transport.RetryAfter;
import io.tajo.client.transport.SignalReader;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** PostHog says how long to wait, and only when it refuses; it never says how much is left. */
public final class PostHogSignals implements SignalReader {
    /** What PostHog allows an old project, where others have 2,400 queries an hour. */
    public static final int LEGACY_QUERIES_AN_HOUR = 120;

    private static final Duration LONGEST_SHORT_WINDOW = Duration.ofMinutes(1);

    private final Clock clock;

    /**
     * Creates the reader.
     *
     * @param clock tells what a date in {@code Retry-After} is relative to
     */
    public PostHogSignals(Clock clock) {
        this.clock = clock;
    }

    @Override
    public RateLimitSignal read(RouteGroup group, int status, HttpHeaders headers) {
        Optional<Duration> wait = RetryAfter.read(headers, clock);
        if (status != 429 && wait.isEmpty()) return RateLimitSignal.NONE;
        return new RateLimitSignal(status == 429, limit(group, status, wait), OptionalInt.empty(), wait);
    }

    /** Only an hourly quota asks for more than a minute; the legacy one is told by its having let so few through. */
    private static OptionalInt limit(RouteGroup group, int status, Optional<Duration> wait) {
        boolean hourly = status == 429
                && group.equals(RouteGroups.QUERY)
                && wait.isPresent()
                && wait.get().compareTo(LONGEST_SHORT_WINDOW) > 0;
        return hourly ? OptionalInt.of(LEGACY_QUERIES_AN_HOUR) : OptionalInt.empty();
    }
}
