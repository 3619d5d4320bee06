package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.http.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds a property against a condition of a flag, as PostHog's flags service does. An operator that the sandbox lacks
 * matches nobody. Stateless.
 */
final class PropertyMatch {
    /** What a person without the property fulfils. */
    private static final Set<String> TRUE_OF_ABSENT =
            Set.of("is_not_set", "is_not", "not_icontains", "not_regex", "not_starts_with", "not_ends_with");

    private PropertyMatch() {}

    /**
     * Tests a condition.
     *
     * @param version the project's property_matching_version
     */
    static boolean test(Map<?, ?> condition, Map<String, ? extends @Nullable Object> properties, int version) {
        String key = String.valueOf(condition.get("key"));
        Object operator = condition.get("operator");
        Object wanted = condition.get("value");
        String name = operator == null ? "exact" : String.valueOf(operator);
        if (!properties.containsKey(key)) return TRUE_OF_ABSENT.contains(name);
        Object value = properties.get(key);
        return switch (name) {
            case "is_set" -> true;
            case "is_not_set" -> false;
            case "exact" -> equal(value, wanted, version);
            case "is_not" -> !equal(value, wanted, version);
            default -> test(name, text(value), wanted);
        };
    }

    private static boolean equal(@Nullable Object value, @Nullable Object wanted, int version) {
        boolean byTruth = isTruthLike(wanted) && (version < 2 || List.of().equals(wanted));
        return byTruth ? isTrue(value) == isTrue(wanted) : any(wanted, lower(text(value))::equals);
    }

    private static boolean isTruthLike(@Nullable Object value) {
        if (value instanceof List<?> all) return all.stream().allMatch(PropertyMatch::isTruthLike);
        return Set.of("true", "false").contains(lower(text(value)));
    }

    private static boolean isTrue(@Nullable Object value) {
        if (value instanceof List<?> all) return all.stream().allMatch(PropertyMatch::isTrue);
        return lower(text(value)).equals("true");
    }

    private static boolean test(String operator, String value, @Nullable Object wanted) {
        String lower = lower(value);
        return switch (operator) {
            case "icontains" -> any(wanted, lower::contains);
            case "not_icontains" -> !any(wanted, lower::contains);
            case "starts_with" -> any(wanted, lower::startsWith);
            case "not_starts_with" -> !any(wanted, lower::startsWith);
            case "ends_with" -> any(wanted, lower::endsWith);
            case "not_ends_with" -> !any(wanted, lower::endsWith);
            case "regex" -> Pattern.compile(text(wanted)).matcher(value).find();
            case "not_regex" -> !Pattern.compile(text(wanted)).matcher(value).find();
            case "gt" -> ordered(value, wanted, order -> order > 0);
            case "gte" -> ordered(value, wanted, order -> order >= 0);
            case "lt" -> ordered(value, wanted, order -> order < 0);
            case "lte" -> ordered(value, wanted, order -> order <= 0);
            default -> false;
        };
    }

    /** Several values are alternatives; letters count in either case. */
    private static boolean any(@Nullable Object wanted, Predicate<String> test) {
        List<?> values = wanted instanceof List<?> many ? many : List.of(text(wanted));
        return values.stream()
                .map(PropertyMatch::text)
                .map(PropertyMatch::lower)
                .anyMatch(test);
    }

    /** What is nested is its JSON, and null is the text "null". */
    private static String text(@Nullable Object value) {
        boolean nested = value instanceof List<?> || value instanceof Map<?, ?>;
        return nested ? Json.text(value) : String.valueOf(value);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static boolean ordered(String value, @Nullable Object wanted, IntPredicate test) {
        Optional<BigDecimal> left = number(value);
        Optional<BigDecimal> right = number(text(wanted));
        return left.isPresent() && right.isPresent() && test.test(left.get().compareTo(right.get()));
    }

    private static Optional<BigDecimal> number(String text) {
        return text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?")
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }
}
