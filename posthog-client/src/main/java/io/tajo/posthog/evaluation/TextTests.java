package io.tajo.posthog.evaluation;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tests of a value's text, all without regard to case. */
final class TextTests {
    private static final Set<String> NULL = Set.of("null", "none");
    private static final Set<String> TRUTHS = Set.of("true", "false");

    private TextTests() {}

    /**
     * Compares with one text or with several.
     *
     * @param filter what the filter names
     * @param asText whether truth values are compared as texts; before version 2 of PostHog's matching it is their truth
     */
    static ValueTest equal(@Nullable Object filter, boolean asText) {
        if (isTruthLike(filter)) {
            boolean wanted = isTrue(filter);
            // Of an empty list it has stayed the truth.
            if (!asText || (filter instanceof Collection<?> none && none.isEmpty())) {
                return (value, now) -> Match.of(isTrue(value) == wanted);
            }
            ValueTest text = equal(filter);
            return (value, now) -> value instanceof Collection<?> ? Match.NO : text.test(value, now);
        }
        return equal(filter);
    }

    /** Whether a filter asks for truth values only. */
    static boolean isTruthLike(@Nullable Object value) {
        if (value instanceof Collection<?> all) return all.stream().allMatch(TextTests::isTruthLike);
        return value instanceof Boolean || (value instanceof String text && TRUTHS.contains(lowered(text)));
    }

    private static boolean isTrue(@Nullable Object value) {
        if (value instanceof Collection<?> all) return all.stream().allMatch(TextTests::isTrue);
        return Boolean.TRUE.equals(value)
                || (value instanceof String text && lowered(text).equals("true"));
    }

    private static String lowered(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static ValueTest equal(@Nullable Object filter) {
        if (filter instanceof Collection<?> any) {
            Set<String> texts = any.stream().map(ScalarText::lower).collect(Collectors.toUnmodifiableSet());
            return lower(texts::contains);
        }
        return lower(ScalarText.lower(filter)::equals);
    }

    /** Whether the filter asks for a text that null is written as: null in some SDKs, none in others. */
    static Match equalsNull(@Nullable Object filter) {
        if (filter instanceof Collection<?> any) {
            return Match.of(any.stream().map(ScalarText::lower).anyMatch(NULL::contains));
        }
        return Match.of(NULL.contains(ScalarText.lower(filter)));
    }

    static ValueTest contains(@Nullable Object filter) {
        String part = ScalarText.lower(filter);
        return lower(text -> text.contains(part));
    }

    static ValueTest startsWith(@Nullable Object filter) {
        String start = ScalarText.lower(filter);
        return lower(text -> text.startsWith(start));
    }

    static ValueTest endsWith(@Nullable Object filter) {
        String end = ScalarText.lower(filter);
        return lower(text -> text.endsWith(end));
    }

    static ValueTest not(ValueTest test) {
        return (value, now) -> test.test(value, now).negated();
    }

    private static ValueTest lower(Predicate<String> test) {
        return (value, now) -> Match.of(test.test(ScalarText.lower(value)));
    }
}
