package io.tajo.connector.source;

import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.ExportSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.FunnelSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.SyncJob;
import java.util.Set;

/** The scopes that a PostHog key needs for a job. Stateless. */
public final class JobScopes {
    private static final String QUERY = "query:read";

    private JobScopes() {}

    /**
     * Returns the scopes of a job.
     *
     * @param job the job
     * @return the scopes; none for a file that is there already
     */
    public static Set<String> of(SyncJob job) {
        if (job instanceof PersonSync persons && persons.isByRest()) return Set.of(QUERY, "person:read");
        if (job instanceof CohortSync) return Set.of(QUERY, "cohort:read");
        if (job instanceof FlagSync) return Set.of(QUERY, "feature_flag:read", "cohort:read");
        if (job instanceof FunnelSync funnel && funnel.insight().isPresent()) return Set.of(QUERY, "insight:read");
        if (!(job instanceof ExportSync export)) return Set.of(QUERY);
        boolean isOrdered = export.source() instanceof ExportSync.Source.OnDemand;
        return isOrdered ? Set.of("batch_export:write") : Set.of();
    }
}
