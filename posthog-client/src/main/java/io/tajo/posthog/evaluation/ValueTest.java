package io.tajo.posthog.evaluation;

import java.time.Instant;

/** What a filter asks of a property's value. Immutable and safe for any thread. */
@FunctionalInterface
interface ValueTest {
    /**
     * Tests a value.
     *
     * @param value the value, not null
     * @param now the time of the evaluation
     * @return whether it is as the filter asks; unknown if it can't be compared
     */
    Match test(Object value, Instant now);
}
