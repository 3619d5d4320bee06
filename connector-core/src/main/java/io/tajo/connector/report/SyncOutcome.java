package io.tajo.connector.report;

/** How a run ended. More ways may come: don't switch over them without a default. */
public enum SyncOutcome {
    /** Everything was read, and every change has come to an end. Rows may have been rejected; the report names why. */
    FINISHED,
    /** A quota ran out for longer than the client waits, or an import has not ended yet. Run the job again at {@link SyncReport#resumeAt}. */
    PAUSED,
    /** A service failed for longer than the client repeats. Run the job again when it is back. */
    FAILED
}
