package io.tajo.posthog.exports;

import io.tajo.client.Paginator;
import java.time.Instant;

/**
 * Exports on a schedule. Safe for any thread. Each call, and each page of a list, is one of the CRUD quota (480 a minute,
 * 4,800 an hour).
 *
 * @see <a href="https://posthog.com/docs/api/batch-exports">PostHog: batch exports</a>
 */
public interface BatchExportsApi {

    /**
     * Lists the exports, from {@code GET /api/projects/{id}/batch_exports/}.
     *
     * @return the exports, read lazily
     */
    Paginator<BatchExport> list();

    /**
     * Returns an export.
     *
     * @param id its id
     * @return the export
     */
    BatchExport get(String id);

    /**
     * Makes an export. It is not repeated after a failure that may have made it.
     *
     * @param export what to export, where to, and how often
     * @return the export
     */
    BatchExport create(NewBatchExport export);

    /**
     * Stops the schedule of an export.
     *
     * @param id its id
     */
    void pause(String id);

    /**
     * Starts the schedule of an export again.
     *
     * @param id its id
     * @param backfill whether to export what was missed meanwhile
     */
    void unpause(String id, boolean backfill);

    /**
     * Exports an interval of the past. It is not repeated after a failure that may have started it.
     *
     * @param export the export; one that runs daily or weekly takes whole days, in UTC
     * @param from the beginning
     * @param to the end
     * @return the backfill, under way
     */
    Backfill backfill(BatchExport export, Instant from, Instant to);

    /**
     * Lists the backfills of an export.
     *
     * @param id the export's id
     * @return the backfills, read lazily
     */
    Paginator<Backfill> backfills(String id);

    /**
     * Lists the runs of an export in an interval.
     *
     * @param id the export's id
     * @param after the beginning
     * @param before the end
     * @return the runs, read lazily
     */
    Paginator<BatchExportRun> runs(String id, Instant after, Instant before);
}
