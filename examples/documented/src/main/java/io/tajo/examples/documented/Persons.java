package io.tajo.examples.documented;

import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.job.Engagement;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.report.SyncPlan;
import io.tajo.connector.report.SyncReport;

/** Syncs every person to a contact, and mirrors active and power users in lists. */
public final class Persons {
    private Persons() {}

    /**
     * Looks first, and syncs what it has seen.
     *
     * @param connector the connector
     * @param allUsers the list of everybody
     * @param activeUsers the list of those who did something within 30 days
     * @param powerUsers the list of those who did much
     * @return the report
     */
    public static SyncReport sync(PostHogBrevoConnector connector, long allUsers, long activeUsers, long powerUsers) {
        PersonSync job = PersonSync.all()
                .intoList(allUsers)
                .engagement(Engagement.NONE
                        .activeInto(activeUsers)
                        .powerInto(powerUsers)
                        .powerEvents(3));
        SyncPlan plan = connector.preview(job);
        System.out.println(plan.summary());
        return connector.run(job, plan);
    }
}
