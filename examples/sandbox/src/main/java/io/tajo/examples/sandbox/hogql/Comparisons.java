package io.tajo.examples.sandbox.hogql;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons as HogQL makes them: they never answer null, as ClickHouse's own do. Null equals null only, and differs
 * from everything else.
 */
final class Comparisons {
    private static final Set<String> NAMES = Set.of(
            "equals",
            "notEquals",
            "less",
            "lessOrEquals",
            "greater",
            "greaterOrEquals",
            "in",
            "notIn",
            "like",
            "notLike",
            "ilike",
            "notILike");

    private Comparisons() {}

    static boolean isOne(String function) {
        return NAMES.contains(function);
    }

    static boolean compare(String function, @Nullable Object left, @Nullable Object right, ZoneId zone) {
        if (left != null && right != null) return known(function, moment(left, right, zone), moment(right, left, zone));
        boolean neither = left == null && right == null;
        return switch (function) {
            case "equals", "lessOrEquals", "greaterOrEquals" -> neither;
            case "notEquals" -> !neither;
            case "notIn", "notLike", "notILike" -> true;
            default -> false;
        };
    }

    /** A text that is compared with a moment is a time of day in the project's time zone. */
    private static Object moment(Object value, Object other, ZoneId zone) {
        return value instanceof String && other instanceof Instant ? Values.instant(value, zone) : value;
    }

    private static boolean known(String function, Object left, Object right) {
        return switch (function) {
            case "equals" -> Values.compare(left, right) == 0;
            case "notEquals" -> Values.compare(left, right) != 0;
            case "less" -> Values.compare(left, right) < 0;
            case "lessOrEquals" -> Values.compare(left, right) <= 0;
            case "greater" -> Values.compare(left, right) > 0;
            case "greaterOrEquals" -> Values.compare(left, right) >= 0;
            case "in" -> contains(right, left);
            case "notIn" -> !contains(right, left);
            case "like" -> like(left, right, 0);
            case "notLike" -> !like(left, right, 0);
            case "ilike" -> like(left, right, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
            default -> !like(left, right, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        };
    }

    static boolean contains(Object set, Object value) {
        List<?> elements = set instanceof List<?> list ? list : List.of(set);
        String uuid = value instanceof UUID ? value.toString() : "";
        for (Object element : elements) {
            if (element != null && isSame(value, uuid, element)) return true;
        }
        return false;
    }

    /** Hundreds of ids are looked for in each of thousands of rows: to read each of them anew takes most of a query's time. */
    private static boolean isSame(Object value, String uuid, Object element) {
        boolean areUuids = !uuid.isEmpty() && element.toString().length() == uuid.length();
        return areUuids ? uuid.equalsIgnoreCase(element.toString()) : Values.compare(value, element) == 0;
    }

    private static boolean like(Object value, Object pattern, int flags) {
        String wanted = String.valueOf(pattern);
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < wanted.length(); i++) {
            char c = wanted.charAt(i);
            regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL | flags)
                .matcher(String.valueOf(value))
                .matches();
    }
}
