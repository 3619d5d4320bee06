package io.tajo.examples.sandbox.hogql;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The functions of one row. Most answer null where an argument is null. */
final class Functions {
    private Functions() {}

    static @Nullable Object call(String function, List<@Nullable Object> arguments, Instant now) {
        if (Comparisons.isOne(function)) {
            return Comparisons.compare(function, arguments.get(0), arguments.get(1));
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
            case "now" -> now;
            default -> anyNull(arguments) ? null : strict(function, arguments);
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

    private static @Nullable Object strict(String function, List<?> arguments) {
        Object first = arguments.isEmpty() ? "" : arguments.get(0);
        Object second = arguments.size() > 1 ? arguments.get(1) : "";
        return switch (function) {
            case "lower" -> text(first).toLowerCase(Locale.ROOT);
            case "upper" -> text(first).toUpperCase(Locale.ROOT);
            case "trim" -> trim(text(first));
            case "replaceRegexpAll" -> text(first).replaceAll(text(second), text(arguments.get(2)));
            case "length" -> (long) text(first).length();
            case "concat" -> concat(arguments);
            case "has" -> Comparisons.contains(first, second);
            case "toString" -> text(first);
            case "toInt" -> Values.number(first).longValue();
            case "toFloat" -> Values.number(first);
            case "toDateTime" -> Values.instant(first);
            case "toUUID" -> UUID.fromString(text(first));
            case "interval" -> interval(Values.number(first).longValue(), text(second));
            case "plus", "minus", "multiply", "divide" -> arithmetic(function, first, second);
            default -> throw new HogQlException("Unsupported function call '" + function + "(...)'");
        };
    }

    private static Object arithmetic(String function, Object a, Object b) {
        if (a instanceof Instant time && b instanceof TemporalAmount step) {
            // Months have no length of their own, but on a calendar.
            OffsetDateTime moment = time.atOffset(ZoneOffset.UTC);
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

    /** ClickHouse trims blanks, and no other white space. */
    private static String trim(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && text.charAt(begin) == ' ') begin++;
        while (end > begin && text.charAt(end - 1) == ' ') end--;
        return text.substring(begin, end);
    }

    private static String concat(List<?> arguments) {
        StringBuilder text = new StringBuilder();
        arguments.forEach(argument -> text.append(text(argument)));
        return text.toString();
    }

    private static TemporalAmount interval(long amount, String unit) {
        return switch (unit) {
            case "second" -> Duration.ofSeconds(amount);
            case "minute" -> Duration.ofMinutes(amount);
            case "hour" -> Duration.ofHours(amount);
            case "day" -> Duration.ofDays(amount);
            case "week" -> Duration.ofDays(7 * amount);
            case "month" -> Period.ofMonths(Math.toIntExact(amount));
            case "quarter" -> Period.ofMonths(Math.toIntExact(3 * amount));
            case "year" -> Period.ofYears(Math.toIntExact(amount));
            default -> throw new HogQlException("Unknown interval unit " + unit);
        };
    }

    static String text(Object value) {
        return String.valueOf(Values.shown(value));
    }
}
