package io.tajo.connector.source;

import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.ContactSync;
import io.tajo.connector.job.ExportSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.FunnelSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.QuerySync;
import io.tajo.connector.job.ReplaySync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.mapping.ComputedField.Scope;
import java.util.Set;

/** Finds the reader of a job. The one place that knows every kind of job. */
public final class JobReaders {
    private JobReaders() {}

    /**
     * Returns which computed fields a job provides.
     *
     * @param job the job
     * @return the kinds of fields, besides those that are known of every person
     */
    public static Set<Scope> provides(SyncJob job) {
        if (job instanceof CohortSync cohorts && cohorts.cohorts().isEmpty()) return Set.of(Scope.COHORTS);
        if (job instanceof FlagSync) return Set.of(Scope.FLAGS);
        if (job instanceof FunnelSync) return Set.of(Scope.FUNNELS);
        if (job instanceof ReplaySync) return Set.of(Scope.REPLAYS);
        return Set.of();
    }

    /**
     * Returns the reader of a job that makes contacts.
     *
     * @param sources what the reader works with
     * @param job the job
     * @return the reader; what it must know before the first row has been read
     */
    public static JobReader open(ReadContext sources, SyncJob job) {
        if (job instanceof PersonSync persons) return new PersonJob(sources, persons);
        if (job instanceof CohortSync cohorts) return new CohortJob(sources, cohorts);
        if (job instanceof FlagSync flags) return new FlagJob(sources, flags);
        if (job instanceof FunnelSync funnel) return new FunnelJob(sources, funnel);
        if (job instanceof ReplaySync replays) return new ReplayJob(sources, replays);
        if (job instanceof QuerySync query) return new QueryJob(sources, query);
        if (job instanceof ExportSync export) return new ExportJob(sources, export);
        if (job instanceof ContactSync contact) return new ContactJob(contact);
        throw new IllegalArgumentException("no reader makes contacts of the job " + job.name());
    }
}
