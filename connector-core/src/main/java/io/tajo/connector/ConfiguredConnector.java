package io.tajo.connector;

import io.tajo.brevo.BrevoClient;
import io.tajo.connector.config.ConnectorConfig;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.Ledger;
import io.tajo.posthog.PostHogClient;
import java.util.ArrayList;
import java.util.List;

/** Makes connectors as a configuration describes them. Stateless. */
final class ConfiguredConnector {
    private ConfiguredConnector() {}

    /** Returns a connector as a configuration describes it, which closes what is made for it. */
    static PostHogBrevoConnector open(ConnectorConfig config, List<SyncJob> jobs) {
        List<AutoCloseable> made = new ArrayList<>();
        try {
            Ledger ledger = config.openLedger();
            made.add(ledger);
            PostHogClient postHog = config.postHogClient();
            made.add(postHog);
            BrevoClient brevo = config.brevoClient();
            made.add(brevo);
            return connect(config, jobs, ledger, postHog, brevo);
        } catch (RuntimeException e) {
            Resources.closeAll(made).ifPresent(e::addSuppressed);
            throw e;
        }
    }

    private static PostHogBrevoConnector connect(
            ConnectorConfig config, List<SyncJob> jobs, Ledger ledger, PostHogClient postHog, BrevoClient brevo) {
        return new ConnectorBuilder()
                .postHog(postHog)
                .brevo(brevo)
                .mapping(config.mapping())
                .ledger(ledger)
                .missingAttributes(config.missingAttributes())
                .importList(config.importList())
                .listener(config.listener())
                .jobs(jobs.toArray(new SyncJob[0]))
                .remarks(config.remarks())
                .confirmRemovals(config.confirmedRemovals())
                .enabled(config.enabled())
                .own(ledger, postHog, brevo)
                .build();
    }
}
