package io.tajo.posthog.cohorts;

import io.tajo.client.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One calculation of a cohort.
 *
 * @param startedAt when it started
 * @param finishedAt when it ended; null while it runs, or if it was cut off
 * @param count how many members it found
 * @param errorCode why it failed, such as {@code timeout} or {@code memory_limit}; an open value
 * @param error why it failed, in words
 * @param fields all that PostHog tells about it
 */
public record CohortCalculation(
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Long count,
        @Nullable String errorCode,
        @Nullable String error,
        JsonObject fields) {

    /** {@return when it ran and how it ended} */
    @Override
    public String toString() {
        return "CohortCalculation[" + startedAt + " to " + finishedAt + ", error " + errorCode + "]";
    }
}
