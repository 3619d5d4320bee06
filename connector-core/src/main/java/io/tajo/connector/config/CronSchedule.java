package io.tajo.connector.config;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * When runs are meant to start: a cron expression of five fields (minute, hour, day of month, month, day of week) in UTC,
 * with {@code *}, lists, ranges and steps. If both days are restricted, either of them counts, as in cron. The library
 * schedules nothing: hand {@link #next} to your own scheduler. Immutable and safe for any thread.
 */
public final class CronSchedule {
    private static final int YEARS_AHEAD = 9;
    private static final List<String> NAMES = List.of("minute", "hour", "day of month", "month", "day of week");
    private static final int[] LOWEST = {0, 0, 1, 1, 0};
    private static final int[] HIGHEST = {59, 23, 31, 12, 7};

    private final String expression;
    private final List<BitSet> fields;
    private final boolean anyDayOfMonth;
    private final boolean anyDayOfWeek;

    private CronSchedule(String expression, List<BitSet> fields, boolean anyDayOfMonth, boolean anyDayOfWeek) {
        this.expression = expression;
        this.fields = List.copyOf(fields);
        this.anyDayOfMonth = anyDayOfMonth;
        this.anyDayOfWeek = anyDayOfWeek;
    }

    /**
     * Reads an expression.
     *
     * @param expression five fields, for example {@code 0 *}{@code /3 * * *}
     * @return the schedule
     * @throws IllegalArgumentException if it is none, with the field that is wrong
     */
    public static CronSchedule parse(String expression) {
        String[] parts = expression.strip().split("\\s+", -1);
        if (parts.length != NAMES.size()) {
            throw new IllegalArgumentException(
                    "a cron expression has five fields (" + String.join(", ", NAMES) + "), not " + parts.length);
        }
        BitSet[] fields = new BitSet[NAMES.size()];
        for (int i = 0; i < parts.length; i++) fields[i] = field(parts[i], i);
        // Sunday is 0 and 7.
        if (fields[4].get(7)) fields[4].set(0);
        return new CronSchedule(
                expression.strip(), List.of(fields), parts[2].startsWith("*"), parts[4].startsWith("*"));
    }

    private static BitSet field(String text, int index) {
        BitSet set = new BitSet();
        for (String part : text.split(",", -1)) {
            if (!part.matches("(\\*|\\d{1,2}(-\\d{1,2})?)(/\\d{1,2})?")) throw wrong(text, index);
            String[] stepped = part.split("/", -1);
            String[] range = stepped[0].split("-", -1);
            boolean all = stepped[0].equals("*");
            int from = all ? LOWEST[index] : Integer.parseInt(range[0]);
            int to = all || (range.length == 1 && stepped.length == 2)
                    ? HIGHEST[index]
                    : Integer.parseInt(range[range.length - 1]);
            int step = stepped.length == 2 ? Integer.parseInt(stepped[1]) : 1;
            if (from < LOWEST[index] || to > HIGHEST[index] || from > to || step < 1) throw wrong(text, index);
            for (int value = from; value <= to; value += step) set.set(value);
        }
        return set;
    }

    private static IllegalArgumentException wrong(String text, int index) {
        return new IllegalArgumentException("the field " + NAMES.get(index) + " of a cron expression takes "
                + LOWEST[index] + " to " + HIGHEST[index] + " with *, lists, ranges and steps, not \"" + text + "\"");
    }

    /**
     * Returns the next start after a moment.
     *
     * @param after the moment
     * @return the first full minute after it that matches; empty if none does within nine years
     */
    public Optional<Instant> next(Instant after) {
        ZonedDateTime time =
                after.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        ZonedDateTime end = time.plusYears(YEARS_AHEAD);
        while (time.isBefore(end)) {
            if (!fields.get(3).get(time.getMonthValue())) {
                time = time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).plusMonths(1);
            } else if (!isDay(time)) {
                time = time.truncatedTo(ChronoUnit.DAYS).plusDays(1);
            } else if (!fields.get(1).get(time.getHour())) {
                time = time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            } else if (!fields.get(0).get(time.getMinute())) {
                time = time.plusMinutes(1);
            } else {
                return Optional.of(time.toInstant());
            }
        }
        return Optional.empty();
    }

    private boolean isDay(ZonedDateTime time) {
        boolean ofMonth = fields.get(2).get(time.getDayOfMonth());
        boolean ofWeek = fields.get(4).get(time.getDayOfWeek().getValue() % 7);
        if (anyDayOfMonth || anyDayOfWeek) return ofMonth && ofWeek;
        return ofMonth || ofWeek;
    }

    /** {@return the expression} */
    @Override
    public String toString() {
        return expression;
    }
}
