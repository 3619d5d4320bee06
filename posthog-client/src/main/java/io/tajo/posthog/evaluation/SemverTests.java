package io.tajo.posthog.evaluation;

import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Tests of a version. What is no version is unknown, on either side. */
final class SemverTests {
    private SemverTests() {}

    static ValueTest compared(@Nullable Object filter, IntPredicate order) {
        Optional<Semver> bound = Semver.parse(ScalarText.of(filter));
        if (bound.isEmpty()) return (value, now) -> Match.UNKNOWN;
        return (value, now) -> Semver.parse(ScalarText.of(value))
                .map(given -> Match.of(order.test(given.compareTo(bound.get()))))
                .orElse(Match.UNKNOWN);
    }

    static ValueTest tilde(@Nullable Object filter) {
        return between(Semver.parse(ScalarText.of(filter)).map(from -> new Range(from, from.nextMinor())));
    }

    static ValueTest caret(@Nullable Object filter) {
        return between(Semver.parse(ScalarText.of(filter)).map(from -> new Range(from, from.nextBreaking())));
    }

    /** {@code 1.*} are all versions that begin with 1, {@code 1.2.*} all that begin with 1.2. */
    static ValueTest wildcard(@Nullable Object filter) {
        String fixed = Semver.stripMark(ScalarText.of(filter))
                .replaceFirst("\\.\\*$", "")
                .replaceFirst("\\*$", "");
        return between(Semver.parse(fixed).map(parsed -> {
            if (fixed.indexOf('.') < 0) {
                return new Range(new Semver(parsed.major(), 0, 0), new Semver(parsed.major() + 1, 0, 0));
            }
            return new Range(new Semver(parsed.major(), parsed.minor(), 0), parsed.nextMinor());
        }));
    }

    private static ValueTest between(Optional<Range> range) {
        if (range.isEmpty()) return (value, now) -> Match.UNKNOWN;
        return (value, now) -> Semver.parse(ScalarText.of(value))
                .map(given -> Match.of(range.get().holds(given)))
                .orElse(Match.UNKNOWN);
    }

    private record Range(Semver from, Semver below) {
        boolean holds(Semver version) {
            return version.compareTo(from) >= 0 && version.compareTo(below) < 0;
        }
    }
}
