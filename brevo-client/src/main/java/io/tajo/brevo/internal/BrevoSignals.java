package io.tajo.brevo.internal;

import io.tajo.client.RateLimitSignal;
import io.tajo.client.RouteGroup;
import io.tajo.client.transport.RetryAfter;
import io.tajo.client.transport.SignalReader;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads {@code x-sib-ratelimit-limit}, {@code -remaining} and {@code -reset}. The reset is time left in seconds, no
 * point in time; what is no time within an hour is nonsense. Brevo sends no {@code Retry-After}, which counts if it ever
 * comes.
 */
public final class BrevoSignals implements SignalReader {
    private static final int LONGEST_WINDOW = 3_600;

    private final Clock clock;

    /**
     * Creates the reader.
     *
     * @param clock tells what a date in {@code Retry-After} is relative to
     */
    public BrevoSignals(Clock clock) {
        this.clock = clock;
    }

    @Override
    public RateLimitSignal read(RouteGroup group, int status, HttpHeaders headers) {
        OptionalInt limit = number(headers, "x-sib-ratelimit-limit", Integer.MAX_VALUE);
        OptionalInt remaining = number(headers, "x-sib-ratelimit-remaining", Integer.MAX_VALUE);
        // On a failure it is when the quota's window ends, which is no reason to wait that long for the server to
        // recover.
        OptionalInt reset =
                status >= 500 ? OptionalInt.empty() : number(headers, "x-sib-ratelimit-reset", LONGEST_WINDOW);
        Optional<Duration> wait = RetryAfter.read(headers, clock)
                .or(() -> reset.isPresent() ? Optional.of(Duration.ofSeconds(reset.getAsInt())) : Optional.empty());
        return new RateLimitSignal(status == 429, limit, remaining, wait);
    }

    private static OptionalInt number(HttpHeaders headers, String name, int largest) {
        Optional<String> value = headers.firstValue(name).map(String::strip);
        if (value.isEmpty() || !value.get().matches("\\d{1,9}")) return OptionalInt.empty();
        int number = Integer.parseInt(value.get());
        return number > largest ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
