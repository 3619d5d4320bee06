package io.tajo.posthog.evaluation;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares a date with a fixed one, or with one that moves with the time of the evaluation. */
final class DateTest implements ValueTest {
    private final Optional<DateTexts.Ago> ago;
    private final Optional<Instant> fixed;
    private final boolean before;

    private DateTest(Optional<DateTexts.Ago> ago, Optional<Instant> fixed, boolean before) {
        this.ago = ago;
        this.fixed = fixed;
        this.before = before;
    }

    static ValueTest before(@Nullable Object filter) {
        return of(filter, true);
    }

    static ValueTest after(@Nullable Object filter) {
        return of(filter, false);
    }

    private static ValueTest of(@Nullable Object filter, boolean before) {
        return new DateTest(
                DateTexts.ago(ScalarText.of(filter)),
                Optional.ofNullable(filter).flatMap(DateTexts::absolute),
                before);
    }

    @Override
    public Match test(Object value, Instant now) {
        Optional<Instant> given = DateTexts.absolute(value);
        if (given.isEmpty()) return Match.UNKNOWN;
        Optional<Instant> bound = ago.isPresent() ? ago.get().before(now) : fixed;
        if (bound.isEmpty()) return Match.UNKNOWN;
        return Match.of(before ? given.get().isBefore(bound.get()) : given.get().isAfter(bound.get()));
    }
}
