package io.tajo.posthog.exports;

import io.tajo.client.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An export on a schedule.
 *
 * @param id its id
 * @param name its name
 * @param model what it exports: {@code events}, {@code persons} or {@code sessions}; others may be added
 * @param interval how often, such as {@code hour}, {@code day} or {@code every 5 minutes}
 * @param destinationType where to, such as {@code S3} or {@code BigQuery}
 * @param destination how the destination is set up, without its secrets
 * @param paused whether its schedule is stopped
 * @param createdAt when it was made
 * @param latestRuns its latest runs, the newest first
 */
public record BatchExport(
        String id,
        @Nullable String name,
        @Nullable String model,
        @Nullable String interval,
        @Nullable String destinationType,
        JsonObject destination,
        boolean paused,
        @Nullable Instant createdAt,
        List<BatchExportRun> latestRuns) {

    /**
     * Copies the runs.
     *
     * @param id its id
     * @param name its name
     * @param model what it exports
     * @param interval how often
     * @param destinationType where to
     * @param destination how the destination is set up, without its secrets
     * @param paused whether its schedule is stopped
     * @param createdAt when it was made
     * @param latestRuns its latest runs, the newest first
     */
    public BatchExport {
        latestRuns = List.copyOf(latestRuns);
    }

    /** {@return id and name: how the destination is set up may hold secrets} */
    @Override
    public String toString() {
        return "BatchExport[" + id + ", " + name + "]";
    }
}
