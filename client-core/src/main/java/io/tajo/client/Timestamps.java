package io.tajo.client;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;

/** Reads the timestamps that both services and their users write. */
final class Timestamps {
    private static final int LONGEST = 64;

    private static final DateTimeFormatter LENIENT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendPattern("[XXXXX][XXXX][XX][X]")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            // The 30th of February is no day, rather than the 28th.
            .withResolverStyle(ResolverStyle.STRICT);

    private Timestamps() {}

    static Optional<Instant> parse(Object value) {
        if (!(value instanceof String text) || text.length() > LONGEST) return Optional.empty();
        try {
            TemporalAccessor parsed =
                    LENIENT.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (parsed instanceof OffsetDateTime exact) return Optional.of(exact.toInstant());
            LocalTime time = parsed.query(TemporalQueries.localTime());
            LocalDate date = parsed.query(TemporalQueries.localDate());
            return Optional.of(
                    date.atTime(time == null ? LocalTime.MIDNIGHT : time).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException notATimestamp) {
            return Optional.empty();
        }
    }
}
