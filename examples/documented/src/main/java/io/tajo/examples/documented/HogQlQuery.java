package io.tajo.examples.documented;

import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.job.QuerySync;
import io.tajo.connector.report.SyncReport;

/** Syncs what a query finds: who bought more than once in a month. */
public final class HogQlQuery {
    private HogQlQuery() {}

    /**
     * Writes the number of purchases and the last one's day.
     *
     * @param connector the connector
     * @return the report
     */
    public static SyncReport sync(PostHogBrevoConnector connector) {
        return connector.syncQuery(QuerySync.hogQl("""
                        SELECT person.properties.email AS email, count() AS purchases, max(timestamp) AS last_purchase
                        FROM events WHERE event = {event} AND timestamp > now() - INTERVAL 365 DAY
                        GROUP BY email HAVING purchases > 1 ORDER BY purchases DESC LIMIT 1000""")
                .bind("event", "purchase_completed")
                .contactBy("email")
                .map("purchases", "PURCHASE_COUNT")
                .map("last_purchase", "LAST_PURCHASE")
                .named("buyers"));
    }
}
