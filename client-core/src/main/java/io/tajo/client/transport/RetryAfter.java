package io.tajo.client.transport;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads {@code Retry-After}: seconds, or an HTTP date. */
public final class RetryAfter {
    private static final Duration LONGEST = Duration.ofDays(1);

    private RetryAfter() {}

    /**
     * Reads the header.
     *
     * @param headers the answer's headers
     * @param clock tells what a date is relative to
     * @return the wait; empty if there is none, it is past, or it is more than a day and so nonsense
     */
    public static Optional<Duration> read(HttpHeaders headers, Clock clock) {
        return headers.firstValue("retry-after")
                .flatMap(value -> parse(value.strip(), clock.instant()))
                .filter(wait -> !wait.isNegative() && wait.compareTo(LONGEST) <= 0);
    }

    private static Optional<Duration> parse(String value, Instant now) {
        try {
            if (value.matches("\\d{1,9}")) return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
            ZonedDateTime date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(Duration.between(now, date.toInstant()));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
