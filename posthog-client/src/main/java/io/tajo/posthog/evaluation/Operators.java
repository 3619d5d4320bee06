package io.tajo.posthog.evaluation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operators of a filter on a property's value. Whether there is a value at all is asked elsewhere. */
final class Operators {
    private Operators() {}

    /**
     * Compiles an operator and what it compares with; empty if it is not known here.
     *
     * @param asText whether truth values are compared as texts
     */
    static Optional<ValueTest> compile(String operator, @Nullable Object filter, boolean asText) {
        return Optional.ofNullable(
                switch (operator) {
                    case "exact" -> TextTests.equal(filter, asText);
                    case "is_not" -> TextTests.not(TextTests.equal(filter, asText));
                    case "icontains" -> TextTests.contains(filter);
                    case "not_icontains" -> TextTests.not(TextTests.contains(filter));
                    case "starts_with" -> TextTests.startsWith(filter);
                    case "not_starts_with" -> TextTests.not(TextTests.startsWith(filter));
                    case "ends_with" -> TextTests.endsWith(filter);
                    case "not_ends_with" -> TextTests.not(TextTests.endsWith(filter));
                    case "regex" -> RegexTest.of(filter, true);
                    case "not_regex" -> RegexTest.of(filter, false);
                    case "gt" -> new NumberTest(filter, order -> order > 0);
                    case "gte" -> new NumberTest(filter, order -> order >= 0);
                    case "lt" -> new NumberTest(filter, order -> order < 0);
                    case "lte" -> new NumberTest(filter, order -> order <= 0);
                    case "is_date_before" -> DateTest.before(filter);
                    case "is_date_after" -> DateTest.after(filter);
                    case "semver_eq" -> SemverTests.compared(filter, order -> order == 0);
                    case "semver_neq" -> SemverTests.compared(filter, order -> order != 0);
                    case "semver_gt" -> SemverTests.compared(filter, order -> order > 0);
                    case "semver_gte" -> SemverTests.compared(filter, order -> order >= 0);
                    case "semver_lt" -> SemverTests.compared(filter, order -> order < 0);
                    case "semver_lte" -> SemverTests.compared(filter, order -> order <= 0);
                    case "semver_tilde" -> SemverTests.tilde(filter);
                    case "semver_caret" -> SemverTests.caret(filter);
                    case "semver_wildcard" -> SemverTests.wildcard(filter);
                    case "is_set" -> (value, now) -> Match.YES;
                    default -> null;
                });
    }
}
