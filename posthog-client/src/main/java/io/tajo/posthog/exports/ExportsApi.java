package io.tajo.posthog.exports;

/**
 * Exports of persons and events in bulk. Safe for any thread.
 *
 * <p>The key needs the scope {@code batch_export:read}, and {@code batch_export:write} to start or change anything.
 *
 * @see <a href="https://posthog.com/docs/cdp/batch-exports">PostHog: batch exports</a>
 */
public interface ExportsApi {

    /** {@return files on demand: a week of persons or events at most} */
    FileExportsApi files();

    /** {@return exports on a schedule, into a bucket or a warehouse of one's own} */
    BatchExportsApi batches();
}
