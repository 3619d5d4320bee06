package io.tajo.examples.sandbox.hogql;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The functions of one row. Most answer null where an argument is null. */
final class Functions {
    private Functions() {}

    static @Nullable Object call(String function, List<@Nullable Object> arguments, Instant now) {
        return switch (function) {
            case "and" -> truth(arguments.get(0)) && truth(arguments.get(1));
            case "or" -> truth(arguments.get(0)) || truth(arguments.get(1));
            case "not" -> !truth(arguments.get(0));
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
            case "equals" -> Values.compare(first, second) == 0;
            case "notEquals" -> Values.compare(first, second) != 0;
            case "less" -> Values.compare(first, second) < 0;
            case "lessOrEquals" -> Values.compare(first, second) <= 0;
            case "greater" -> Values.compare(first, second) > 0;
            case "greaterOrEquals" -> Values.compare(first, second) >= 0;
            case "in" -> contains(first, second);
            case "like" -> like(text(first), text(second));
            case "lower" -> text(first).toLowerCase(Locale.ROOT);
            case "upper" -> text(first).toUpperCase(Locale.ROOT);
            case "trim" -> trim(text(first));
            case "replaceRegexpAll" -> text(first).replaceAll(text(second), text(arguments.get(2)));
            case "length" -> (long) text(first).length();
            case "concat" -> concat(arguments);
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
        if (a instanceof Instant time && b instanceof Duration step) {
            return function.equals("plus") ? time.plus(step) : time.minus(step);
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

    private static boolean contains(Object value, Object set) {
        List<?> elements = set instanceof List<?> list ? list : List.of(set);
        return elements.stream().anyMatch(element -> element != null && Values.compare(value, element) == 0);
    }

    private static boolean like(String value, String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return value.matches("(?s)" + regex);
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

    private static Duration interval(long amount, String unit) {
        return switch (unit) {
            case "second" -> Duration.ofSeconds(amount);
            case "minute" -> Duration.ofMinutes(amount);
            case "hour" -> Duration.ofHours(amount);
            case "day" -> Duration.ofDays(amount);
            case "week" -> Duration.ofDays(7 * amount);
            default -> throw new HogQlException("Unknown interval unit " + unit);
        };
    }

    private static String text(Object value) {
        return String.valueOf(Values.shown(value));
    }
}
