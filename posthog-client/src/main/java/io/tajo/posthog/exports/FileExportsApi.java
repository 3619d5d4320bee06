package io.tajo.posthog.exports;

import java.io.InputStream;
import java.time.Duration;

/**
 * Exports to files that PostHog keeps for a while. Safe for any thread. Each call is one of the CRUD quota (480 a minute,
 * 4,800 an hour); fetching a file costs one more at the store that holds it.
 *
 * <pre>{@code
 * FileExport export = exports.files().create(FileExportRequest.persons(weekStart, weekEnd));
 * FileExport done = exports.files().await(export.id(), Duration.ofMinutes(30));
 * for (String file : done.files()) {
 *     try (JsonLines rows = JsonLines.open(exports.files().open(done.id(), file))) {
 *         rows.forEachRemaining(row -> System.out.println(ExportedPerson.of(row).personId()));
 *     }
 * }
 * }</pre>
 *
 * @see <a href="https://posthog.com/docs/cdp/batch-exports">PostHog: file download exports</a>
 */
public interface FileExportsApi {

    /**
     * Starts an export, by {@code POST /api/projects/{id}/file_download_batch_exports/}. It is not repeated after a
     * failure that may have started it.
     *
     * @param request what to export
     * @return the export, under way
     * @throws io.tajo.client.RateLimitedException if as many exports are running as the project may have
     */
    FileExport create(FileExportRequest request);

    /**
     * Looks at an export, by {@code GET /api/projects/{id}/file_download_batch_exports/{export}/}.
     *
     * @param id the export's id
     * @return the export as it stands
     */
    FileExport get(String id);

    /**
     * Waits for an export, looking now and then, every half minute at last.
     *
     * @param id the export's id
     * @param timeout how long to wait at most; the export runs on when that is over
     * @return the export with its files
     * @throws ExportFailedException if PostHog could not finish it, or not in time
     */
    FileExport await(String id, Duration timeout);

    /**
     * Opens a file of an export as a stream, of any size. PostHog names an address at the store that holds the file;
     * that one is called without the key. An address that has expired is asked for anew.
     *
     * @param id the export's id
     * @param file one of its {@link FileExport#files}
     * @return the file, to be closed by the caller; a broken connection is an {@link java.io.IOException} in reading,
     *     never an early end
     */
    InputStream open(String id, String file);

    /**
     * Stops an export.
     *
     * @param id the export's id
     */
    void cancel(String id);
}
