package io.tajo.posthog.exports;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An export of the past.
 *
 * @param id its id
 * @param status its state in PostHog's words; others may be added
 * @param from the beginning
 * @param to the end
 */
public record Backfill(
        String id,
        @Nullable String status,
        @Nullable Instant from,
        @Nullable Instant to) {}
