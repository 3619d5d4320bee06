package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.ledger.LedgerException;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.Sandbox;
import io.tajo.examples.sandbox.control.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The documented file as it stands: its ledger is kept beside it, and the next process goes on from there. */
@Timeout(120)
class FromConfigTest {
    @TempDir
    private Path folder;

    private Path yaml(Sandbox sandbox) throws IOException {
        return Files.writeString(folder.resolve("connector.yaml"), """
                connectors:
                  posthog:
                    host: "%s"
                    personal_api_key: "%s"
                    project_token: "%s"
                    project_id: "%s"
                    sync: { persons: true, events: true }
                    event_filters: ["$pageview"]
                    events: { since: 365d }
                brevo: { api_key: "%s", host: "%s" }
                """.formatted(
                        sandbox.postHogUri(),
                        sandbox.personalApiKey(),
                        sandbox.projectToken(),
                        sandbox.projectId(),
                        sandbox.brevoApiKey(),
                        sandbox.brevoUri()));
    }

    private static SyncReport syncAll(Path file) {
        try (PostHogBrevoConnector connector = PostHogBrevoConnector.fromConfig(file)) {
            return connector.syncAll();
        }
    }

    @Test
    void syncAll_inTheNextProcess_sendsWhatIsNewOnly() throws IOException {
        try (Sandbox sandbox = Sandbox.builder().persons(30).eventsPerPerson(3).build()) {
            Path file = yaml(sandbox);
            SyncReport first = syncAll(file);
            int events = sandbox.brevo().events().size();
            sandbox.calls().clear();

            SyncReport second = syncAll(file);

            assertThat(first.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(first.counts().applied()).isGreaterThan(30);
            assertThat(second.counts().applied()).isZero();
            assertThat(sandbox.brevo().events()).hasSize(events);
            assertThat(sandbox.calls().all())
                    .filteredOn(call -> call.service() == Service.BREVO)
                    .allMatch(call -> call.route().startsWith("GET "));
            assertThat(folder.resolve(".connector")).isDirectoryContaining("glob:**.mv.db");
        }
    }

    @Test
    void syncAll_ofAConnectorThatIsSwitchedOff_runsNothingAndSaysSo() throws IOException {
        try (Sandbox sandbox = Sandbox.builder().persons(3).build()) {
            Path file = yaml(sandbox);
            Files.writeString(file, Files.readString(file).replace("posthog:", "posthog:\n    enabled: false"));

            SyncReport report = syncAll(file);

            assertThat(report.parts()).isEmpty();
            assertThat(report.remarks()).singleElement().asString().contains("enabled: false");
            assertThat(sandbox.calls().all()).isEmpty();
        }
    }

    @Test
    void syncAll_andCheck_repeatWhatTheFileHardlyMeans() throws IOException {
        try (Sandbox sandbox = Sandbox.builder().persons(3).build()) {
            Path file = yaml(sandbox);
            Files.writeString(
                    file, Files.readString(file).replace("events: true }", "events: true, feature_flags: true }"));
            try (PostHogBrevoConnector connector = PostHogBrevoConnector.fromConfig(file)) {
                assertThat(connector.check().summary()).contains("sync.feature_flags: no flag is named");
                assertThat(connector.syncAll().remarks())
                        .filteredOn(remark -> remark.contains("sync.feature_flags"))
                        .hasSize(1);
            }
        }
    }

    @Test
    void fromConfig_whileAnotherConnectorHasTheLedger_namesItsFileAndLeavesItAlone() throws IOException {
        try (Sandbox sandbox = Sandbox.builder().persons(3).build()) {
            Path file = yaml(sandbox);
            try (PostHogBrevoConnector first = PostHogBrevoConnector.fromConfig(file)) {
                assertThatThrownBy(() -> PostHogBrevoConnector.fromConfig(file))
                        .isInstanceOf(LedgerException.class)
                        .hasMessageContaining(folder.resolve(".connector").toString())
                        .hasMessageNotContaining(sandbox.brevoApiKey());

                assertThat(first.syncAll().outcome()).isEqualTo(SyncOutcome.FINISHED);
            }
        }
    }
}
