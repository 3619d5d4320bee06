package io.tajo.examples.sandbox.hogql;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The functions of one row. Most answer null where an argument is null. */
final class Functions {
    private Functions() {}

    static @Nullable Object call(String function, List<@Nullable Object> arguments, QueryTime time) {
        if (Comparisons.isOne(function)) {
            return Comparisons.compare(function, arguments.get(0), arguments.get(1), time.zone());
        }
        return switch (function) {
            case "and" -> all(arguments, false);
            case "or" -> all(arguments, true);
            case "not" -> arguments.get(0) == null ? null : !truth(arguments.get(0));
            case "array" -> arguments;
            case "multiIf" -> multiIf(arguments);
            case "isNull" -> arguments.get(0) == null;
            case "isNotNull" -> arguments.get(0) != null;
            case "coalesce", "ifNull" -> firstNotNull(arguments);
            case "if" -> truth(arguments.get(0)) ? arguments.get(1) : arguments.get(2);
            case "nullIf" -> nullIf(arguments.get(0), arguments.get(1));
            case "empty" -> isEmpty(arguments.get(0));
            case "notEmpty" -> !isEmpty(arguments.get(0));
            case "now" -> time.now();
            default -> anyNull(arguments) ? null : strict(function, arguments, time.zone());
        };
    }

    /** Returns what decides if any argument is it; else null if any is, and else its opposite. */
    private static @Nullable Object all(List<@Nullable Object> arguments, boolean decisive) {
        for (Object argument : arguments) {
            if (argument != null && truth(argument) == decisive) return decisive;
        }
        return anyNull(arguments) ? null : !decisive;
    }

    private static @Nullable Object multiIf(List<@Nullable Object> arguments) {
        for (int i = 0; i + 1 < arguments.size(); i += 2) {
            if (truth(arguments.get(i))) return arguments.get(i + 1);
        }
        return arguments.get(arguments.size() - 1);
    }

    private static @Nullable Object firstNotNull(List<@Nullable Object> values) {
        for (Object value : values) {
            if (value != null) return value;
        }
        return null;
    }

    private static boolean anyNull(List<@Nullable Object> values) {
        for (Object value : values) {
            if (value == null) return true;
        }
        return false;
    }

    private static @Nullable Object nullIf(@Nullable Object value, @Nullable Object other) {
        return value != null && other != null && Values.compare(value, other) == 0 ? null : value;
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null || String.valueOf(value).isEmpty();
    }

    static boolean truth(@Nullable Object value) {
        if (value instanceof Number number) return number.doubleValue() != 0;
        return Boolean.TRUE.equals(value);
    }

    private static @Nullable Object strict(String function, List<?> arguments, ZoneId zone) {
        Object first = arguments.isEmpty() ? "" : arguments.get(0);
        Object second = arguments.size() > 1 ? arguments.get(1) : "";
        return switch (function) {
            case "lower" -> lower(text(first, zone));
            case "upper" -> upper(text(first, zone));
            case "trim" -> trim(text(first, zone));
            case "replaceRegexpAll" -> text(first, zone).replaceAll(text(second, zone), text(arguments.get(2), zone));
            case "match" ->
                Pattern.compile(text(second, zone)).matcher(text(first, zone)).find();
            case "length" -> (long) text(first, zone).length();
            case "concat" -> concat(arguments, zone);
            case "JSONExtractRaw" -> JsonPaths.raw(first, arguments.subList(1, arguments.size()));
            case "JSONExtractString" -> JsonPaths.string(first, arguments.subList(1, arguments.size()));
            case "JSONHas" -> JsonPaths.has(first, arguments.subList(1, arguments.size()));
            case "has" -> Comparisons.contains(first, second);
            case "toString" -> text(first, zone);
            case "toInt" -> Values.number(first).longValue();
            case "toFloat" -> Values.number(first);
            case "toDateTime" -> Values.instant(first, zone);
            case "toUUID" -> UUID.fromString(text(first, zone));
            case "interval" -> interval(Values.number(first).longValue(), text(second, zone));
            case "plus", "minus", "multiply", "divide" -> arithmetic(function, first, second, zone);
            default -> throw new HogQlException("Unsupported function call '" + function + "(...)'");
        };
    }

    private static Object arithmetic(String function, Object a, Object b, ZoneId zone) {
        if (a instanceof Instant time && b instanceof TemporalAmount step) {
            // Days and months have no length of their own, but on the project's calendar.
            ZonedDateTime moment = time.atZone(zone);
            return (function.equals("plus") ? moment.plus(step) : moment.minus(step)).toInstant();
        }
        BigDecimal x = Values.number(a);
        BigDecimal y = Values.number(b);
        return switch (function) {
            case "plus" -> x.add(y);
            case "minus" -> x.subtract(y);
            case "multiply" -> x.multiply(y);
            default -> x.divide(y, MathContext.DECIMAL64);
        };
    }

    /** ClickHouse's lower and upper know ASCII letters only. */
    private static String lower(String text) {
        StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') lower.setCharAt(i, (char) (c + 'a' - 'A'));
        }
        return lower.toString();
    }

    private static String upper(String text) {
        StringBuilder upper = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'a' && c <= 'z') upper.setCharAt(i, (char) (c + 'A' - 'a'));
        }
        return upper.toString();
    }

    /** ClickHouse trims blanks, and no other white space. */
    private static String trim(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && text.charAt(begin) == ' ') begin++;
        while (end > begin && text.charAt(end - 1) == ' ') end--;
        return text.substring(begin, end);
    }

    private static String concat(List<?> arguments, ZoneId zone) {
        StringBuilder text = new StringBuilder();
        arguments.forEach(argument -> text.append(text(argument, zone)));
        return text.toString();
    }

    private static TemporalAmount interval(long amount, String unit) {
        return switch (unit) {
            case "second" -> Duration.ofSeconds(amount);
            case "minute" -> Duration.ofMinutes(amount);
            case "hour" -> Duration.ofHours(amount);
            case "day" -> Period.ofDays(Math.toIntExact(amount));
            case "week" -> Period.ofWeeks(Math.toIntExact(amount));
            case "month" -> Period.ofMonths(Math.toIntExact(amount));
            case "quarter" -> Period.ofMonths(Math.toIntExact(3 * amount));
            case "year" -> Period.ofYears(Math.toIntExact(amount));
            default -> throw new HogQlException("Unknown interval unit " + unit);
        };
    }

    static String text(Object value, ZoneId zone) {
        return String.valueOf(Values.shown(value, zone));
    }
}
