package io.tajo.posthog.evaluation;

import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tests of a value's text, all without regard to case. */
final class TextTests {
    private static final Set<String> NULL = Set.of("null", "none");

    private TextTests() {}

    static ValueTest equal(@Nullable Object filter) {
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
