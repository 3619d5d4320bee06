package io.tajo.posthog.query;

import java.time.Duration;
import java.util.Optional;

/**
 * A query that PostHog computes in its own time, with a larger budget than one that is waited for. Each look at it is a
 * call in the query quota. Safe for any thread.
 */
public interface RunningQuery {

    /** {@return PostHog's id of the query, to find it again with {@link QueryApi#running}} */
    String id();

    /**
     * Looks whether the answer is there, from {@code GET /api/projects/{id}/query/{query}/}.
     *
     * @return the rows, at most 50,000; empty while the query runs
     * @throws QueryFailedException if PostHog could not compute the answer
     */
    Optional<HogQlRows> poll();

    /**
     * Waits for the answer, looking now and then, every ten seconds at last.
     *
     * @param timeout how long to wait at most; a query that takes longer is cancelled
     * @return the rows, at most 50,000
     * @throws QueryFailedException if PostHog could not compute the answer, or not in time
     */
    HogQlRows await(Duration timeout);

    /** Tells PostHog to stop, by {@code DELETE /api/projects/{id}/query/{query}/}. */
    void cancel();
}
