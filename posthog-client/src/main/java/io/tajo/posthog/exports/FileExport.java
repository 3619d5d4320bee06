package io.tajo.posthog.exports;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An export to files.
 *
 * @param id its id
 * @param status its state in PostHog's words, such as {@code Running} or {@code Completed}; others may be added
 * @param files the ids of its files, once it is complete
 * @param error what went wrong, if something did
 */
public record FileExport(
        String id,
        String status,
        List<String> files,
        @Nullable String error) {
    private static final Set<String> UNDER_WAY = Set.of("starting", "running");

    /**
     * Copies the files.
     *
     * @param id its id
     * @param status its state in PostHog's words
     * @param files the ids of its files
     * @param error what went wrong, if something did
     */
    public FileExport {
        files = List.copyOf(files);
    }

    /** {@return whether its files can be opened} */
    public boolean isComplete() {
        return status.equalsIgnoreCase("Completed");
    }

    /** {@return whether PostHog is still at work on it} */
    public boolean isRunning() {
        return UNDER_WAY.contains(status.toLowerCase(Locale.ROOT));
    }
}
