package io.tajo.connector.report;

/** How a run ended. More ways may come: don't switch over them without a default. */
public enum SyncOutcome {
    /** Everything was read, and every change has come to an end. Rows may have been rejected; the report names why. */
    FINISHED,
    /**
     * Everything was read and sent, but members of mirrored lists were not removed, because the source has shrunk too much:
     * see {@link SyncReport#heldBack}. If that is meant, confirm it.
     */
    HELD_BACK,
    /**
     * A quota ran out for longer than the client waits, an import has not ended yet, or the thread was interrupted. Run the
     * job again at {@link SyncReport#resumeAt}.
     */
    PAUSED,
    /** The job, or the whole run, is running elsewhere. The report says who works since when; nothing was done. */
    BUSY,
    /** A service failed for longer than the client repeats. Run the job again when it is back. */
    FAILED
}
