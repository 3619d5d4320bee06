package io.tajo.examples.sandbox.posthog;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds a property against a condition of a flag. An operator that the sandbox lacks matches nobody. Stateless. */
final class PropertyMatch {
    private PropertyMatch() {}

    static boolean test(Map<?, ?> condition, Map<String, ? extends @Nullable Object> properties) {
        String key = String.valueOf(condition.get("key"));
        Object operator = condition.get("operator");
        Object wanted = condition.get("value");
        String name = operator == null ? "exact" : String.valueOf(operator);
        if (name.equals("is_set")) return properties.containsKey(key);
        if (name.equals("is_not_set")) return !properties.containsKey(key);
        if (!properties.containsKey(key)) return false;
        Object value = properties.get(key);
        if (value == null) return name.equals("is_not");
        return test(name, text(value), wanted);
    }

    private static boolean test(String operator, String value, @Nullable Object wanted) {
        return switch (operator) {
            case "exact" -> any(wanted, value::equals);
            case "is_not" -> !any(wanted, value::equals);
            case "icontains" -> any(wanted, value::contains);
            case "not_icontains" -> !any(wanted, value::contains);
            case "starts_with" -> any(wanted, value::startsWith);
            case "ends_with" -> any(wanted, value::endsWith);
            case "regex" ->
                Pattern.compile(String.valueOf(wanted), Pattern.CASE_INSENSITIVE)
                        .matcher(value)
                        .find();
            case "gt" -> ordered(value, wanted, order -> order > 0);
            case "gte" -> ordered(value, wanted, order -> order >= 0);
            case "lt" -> ordered(value, wanted, order -> order < 0);
            case "lte" -> ordered(value, wanted, order -> order <= 0);
            default -> false;
        };
    }

    /** Several values are alternatives; letters count in either case. */
    private static boolean any(@Nullable Object wanted, Predicate<String> test) {
        List<?> values = wanted instanceof List<?> many ? many : List.of(String.valueOf(wanted));
        return values.stream().map(PropertyMatch::text).anyMatch(test);
    }

    private static String text(Object value) {
        return String.valueOf(value).toLowerCase(Locale.ROOT);
    }

    private static boolean ordered(String value, @Nullable Object wanted, IntPredicate test) {
        try {
            return test.test(new BigDecimal(value).compareTo(new BigDecimal(String.valueOf(wanted))));
        } catch (NumberFormatException e) {
            return test.test(value.compareTo(text(String.valueOf(wanted))));
        }
    }
}
