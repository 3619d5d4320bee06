package io.tajo.posthog.internal;

import io.tajo.client.RateLimitSignal;
import io.tajo.client.transport.RetryAfter;
import io.tajo.client.transport.SignalReader;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** PostHog says how long to wait, and only when it refuses; it never says how much is left. */
public final class PostHogSignals implements SignalReader {
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
    public RateLimitSignal read(int status, HttpHeaders headers) {
        Optional<Duration> wait = RetryAfter.read(headers, clock);
        if (status != 429 && wait.isEmpty()) return RateLimitSignal.NONE;
        return new RateLimitSignal(status == 429, OptionalInt.empty(), OptionalInt.empty(), wait);
    }
}
