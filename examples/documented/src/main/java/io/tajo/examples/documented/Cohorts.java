package io.tajo.examples.documented;

import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.job.CohortSync;
import io.tajo.connector.report.SyncReport;

/** Syncs cohorts to lists. */
public final class Cohorts {
    private Cohorts() {}

    /**
     * Mirrors one cohort in a list.
     *
     * @param connector the connector
     * @param cohort the cohort's number in PostHog
     * @param list the list's number in Brevo
     * @return the report
     */
    public static SyncReport mirror(PostHogBrevoConnector connector, long cohort, long list) {
        return connector.syncCohorts(CohortSync.of(cohort).intoList(list).mirror());
    }

    /**
     * Puts every cohort into a list of its name, and all names of each person into the mapped attribute.
     *
     * @param connector the connector
     * @return the report
     */
    public static SyncReport all(PostHogBrevoConnector connector) {
        return connector.syncCohorts(CohortSync.all().intoListsNamedAlike());
    }
}
