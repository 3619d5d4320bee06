package io.tajo.posthog.exports;

import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One run of a batch export.
 *
 * @param id its id
 * @param status its state in PostHog's words, such as {@code Running} or {@code Completed}; others may be added
 * @param records how many records it exported, if that is known
 * @param bytes how many bytes it exported, if that is known
 * @param from the beginning of what it exports; null for everything before {@code to}
 * @param to the end of what it exports
 * @param error what went wrong, if something did
 */
public record BatchExportRun(
        String id,
        String status,
        OptionalLong records,
        OptionalLong bytes,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String error) {}
