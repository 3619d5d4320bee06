package io.tajo.connector.read;

import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.ContactSync;
import io.tajo.connector.job.ExportSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.FunnelSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.QuerySync;
import io.tajo.connector.job.ReplaySync;
import io.tajo.connector.job.SyncJob;

/** Finds the reader of a job. The one place that knows every kind of job. */
public final class JobReaders {
    private JobReaders() {}

    /**
     * Returns the reader of a job that makes contacts.
     *
     * @param sources what the reader works with
     * @param job the job
     * @return the reader; what it must know before the first row has been read
     */
    public static JobReader open(Sources sources, SyncJob job) {
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
