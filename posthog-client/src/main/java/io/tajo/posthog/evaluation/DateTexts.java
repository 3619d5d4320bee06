package io.tajo.posthog.evaluation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads dates as filters and persons have them. */
final class DateTexts {
    private static final int LONGEST = 64;
    private static final Pattern AGO = Pattern.compile("-?(\\d{1,9})([hdwmy])");
    private static final int MAX_AGO = 10_000;

    private static final DateTimeFormatter LENIENT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[' ']")
            .optionalStart()
            .appendPattern("[XXXXX][XXXX][XX][X]")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private DateTexts() {}

    /** Reads a date or a time, which is UTC where it does not say otherwise. */
    static Optional<Instant> absolute(Object value) {
        if (value instanceof Instant instant) return Optional.of(instant);
        if (value instanceof Number || value instanceof Boolean) return Optional.empty();
        String text = ScalarText.of(value).strip();
        if (text.length() > LONGEST) return Optional.empty();
        try {
            TemporalAccessor parsed =
                    LENIENT.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (parsed instanceof OffsetDateTime exact) return Optional.of(exact.toInstant());
            LocalDateTime local = parsed instanceof LocalDateTime time
                    ? time
                    : LocalDate.from(parsed).atTime(LocalTime.MIDNIGHT);
            return Optional.of(local.toInstant(ZoneOffset.UTC));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    /** Reads a span like {@code 7d} or {@code -7d}: both are seven days ago. Empty if it is none. */
    static Optional<Ago> ago(String text) {
        Matcher span = AGO.matcher(text);
        if (!span.matches()) return Optional.empty();
        int count = Integer.parseInt(span.group(1));
        return count < MAX_AGO ? Optional.of(new Ago(count, span.group(2).charAt(0))) : Optional.empty();
    }

    /** A span of time before now; months and years end on the last day of a shorter month. */
    record Ago(int count, char unit) {
        /** Returns the time that long before; empty if no calendar of PostHog's goes back that far. */
        Optional<Instant> before(Instant now) {
            OffsetDateTime time = now.atOffset(ZoneOffset.UTC);
            OffsetDateTime then = switch (unit) {
                case 'h' -> time.minusHours(count);
                case 'd' -> time.minusDays(count);
                case 'w' -> time.minusWeeks(count);
                case 'm' -> time.minusMonths(count);
                default -> time.minusYears(count);
            };
            return then.getYear() < 1 ? Optional.empty() : Optional.of(then.toInstant());
        }
    }
}
