package io.tajo.connector.job;

/**
 * Something to sync. Jobs are immutable values; running the same one twice at the same time is refused.
 *
 * <p>More kinds of jobs will come: don't switch over them.
 */
public sealed interface SyncJob
        permits CohortSync,
                ContactSync,
                EventSync,
                ExportSync,
                FlagSync,
                FunnelSync,
                PersonSync,
                QuerySync,
                ReplaySync {

    /** {@return what the job is known by, in reports and in the ledger: by default its kind and its target} */
    String name();
}
