package io.tajo.connector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.ConfigurationException;
import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.ledger.Ledger;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** Where a configuration may come from, where its ledger is, and what it says of itself. */
class ConfigSourcesTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "POSTHOG_HOST", "https://eu.posthog.com",
            "POSTHOG_PERSONAL_API_KEY", "phx_secret_of_a_test",
            "POSTHOG_PROJECT_ID", "12345",
            "BREVO_API_KEY", "xkeysib-secret-of-a-test");

    @TempDir
    private Path folder;

    private static ConnectorConfig parse(String... postHog) {
        return ConnectorConfig.parse(yaml(postHog) + "ledger: memory\n", ENVIRONMENT);
    }

    /** Returns a file with these lines about PostHog. */
    private static String yaml(String... postHog) {
        return "connectors:\n  posthog:\n    debug: false\n"
                + String.join(
                        "",
                        List.of(postHog).stream()
                                .map(line -> "    " + line + "\n")
                                .toList());
    }

    @Test
    void remarks_nameWhatHasNothingToDoOrNoEffect() {
        ConnectorConfig idle = parse(
                "sync: { feature_flags: true, queries: true, cohorts: true }",
                "funnels: [ { steps: [a, b], stage: STAGE, reached: 2 } ]",
                "cohorts: { max_removal_share: 0.2, folder: PostHog }",
                "power_events: 9");

        assertThat(idle.remarks())
                .containsExactlyInAnyOrder(
                        "connectors.posthog.sync.feature_flags: no flag is named under feature_flags, and the mapping reads "
                                + "none: nothing is synced for it",
                        "connectors.posthog.sync.queries: no query is described under queries: nothing is synced for it",
                        "connectors.posthog.funnels: is described, but not switched on: set sync.funnels: true",
                        "connectors.posthog.funnels[0].reached: has no effect without list",
                        "connectors.posthog.power_events: has no effect without lists.power_users",
                        "connectors.posthog.cohorts.max_removal_share: has no effect without mode: mirror",
                        "connectors.posthog.cohorts.folder: has no effect without create_lists: true");
        assertThat(idle.jobs()).hasExactlyElementsOfTypes(PersonSync.class, CohortSync.class);
    }

    @Test
    void flags_thatOnlyTheMappingReads_areSynced() {
        ConnectorConfig mapped = ConnectorConfig.parse(
                yaml("sync: { feature_flags: true }")
                        + "field_mapping: { email: email, 'flag:beta': BETA }\nledger: memory\n",
                ENVIRONMENT);

        assertThat(mapped.jobs())
                .filteredOn(FlagSync.class::isInstance)
                .singleElement()
                .satisfies(job -> {
                    assertThat(((FlagSync) job).targets()).containsOnlyKeys("beta");
                });
        assertThat(mapped.remarks()).isEmpty();
    }

    @Test
    void aChoice_isDeclaredWithItsOptions() {
        String mapping =
                "field_mapping: { plan: { attribute: PLAN, transform: category, options: [free, pro] } }\nledger: memory\n";

        assertThat(ConnectorConfig.parse(yaml() + mapping, ENVIRONMENT)
                        .mapping()
                        .uses()
                        .options())
                .isEqualTo(Map.of("PLAN", List.of("free", "pro")));
        assertThatThrownBy(() ->
                        ConnectorConfig.parse(yaml() + mapping.replace(", options: [free, pro]", ""), ENVIRONMENT))
                .hasMessageContaining("field_mapping.plan.options: a choice has at least one option");
    }

    @Test
    void sync_thatIsEmpty_saysThatPersonsAreTheDefault() {
        List<SyncJob> jobs = parse("sync: {}").jobs();

        assertThat(jobs).hasExactlyElementsOfTypes(PersonSync.class);
        assertThat(parse("sync: {}").remarks())
                .containsExactly(
                        "connectors.posthog.sync: switches no job on by name: persons are synced, which is the default");
        assertThat(parse("sync: { persons: false }").remarks())
                .containsExactly("connectors.posthog.sync: no job is switched on: nothing is synced");
        assertThat(parse().remarks()).isEmpty();
    }

    @Test
    void stepsBesideAnInsight_areAMistake() {
        assertThatThrownBy(() -> parse("funnels: [ { insight: aBcD1234, steps: [a, b], within: 14d } ]"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("has 2 mistakes")
                .hasMessageContaining("funnels[0].steps: a saved funnel (insight) has its own")
                .hasMessageContaining("funnels[0].within: a saved funnel (insight) has its own");
        assertThatThrownBy(() -> parse("funnels: [ { steps: [a, b], list: 4, reached: 1, dropped_before: 2 } ]"))
                .hasMessageContaining("funnels[0].reached: the list is of those who reached");
    }

    @Test
    void aStreamATextAndAMap_readAsAFileDoes() {
        String yaml = yaml("sync: { cohorts: true }") + "ledger: memory\n";
        Map<String, Object> values = new Yaml().load(yaml);

        assertThat(ConnectorConfig.parse(yaml, ENVIRONMENT).jobs()).hasSize(2);
        assertThat(ConnectorConfig.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), ENVIRONMENT)
                        .jobs())
                .hasSize(2);
        assertThat(ConnectorConfig.of(values, ENVIRONMENT).jobs()).hasSize(2);
        Map<String, ?> odd = Map.of("connectors", Map.of("posthog", Map.of("since", Duration.ZERO)));
        assertThatThrownBy(() -> ConnectorConfig.of(odd, ENVIRONMENT))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("connectors.posthog.since is a text, number");
        assertThatThrownBy(() -> ConnectorConfig.of(Map.of("ledger", "memory", "conectors", Map.of()), ENVIRONMENT))
                .hasMessageContaining("\n  conectors: there is no such key");
    }

    @Test
    void aTextWithoutALedger_namesTheChoices() {
        assertThatThrownBy(() -> ConnectorConfig.parse(yaml(), ENVIRONMENT))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("ledger: choose one: memory")
                .hasMessageContaining("come back")
                .hasMessageContaining("jdbc");
    }

    @Test
    void aLedgerInADatabase_isOpenedByItsAddress() {
        String database = yaml() + "ledger: { jdbc: { url: \"%s\", user: sa, password: \"\", key: \"%s\" } }\n";
        String url = "jdbc:h2:mem:config;DB_CLOSE_DELAY=-1";
        String key = Base64.getEncoder().encodeToString(new byte[32]);

        try (Ledger ledger = ConnectorConfig.parse(database.formatted(url, key), ENVIRONMENT)
                        .openLedger();
                Lease lease = ledger.lease("persons")) {
            assertThat(lease).isNotNull();
        }
        assertThatThrownBy(() -> ConnectorConfig.parse(database.formatted(url, "c2hvcnQ="), ENVIRONMENT))
                .hasMessageContaining("ledger.jdbc.key: expected at least 16 random bytes in Base64")
                .hasMessageNotContaining("c2hvcnQ");
        assertThatThrownBy(() -> ConnectorConfig.parse(database.formatted("postgres://x", key), ENVIRONMENT))
                .hasMessageContaining("ledger.jdbc.url: expected an address that begins with jdbc:");
    }

    @Test
    void moreThanAMegabyte_isRefusedWithAReason() throws IOException {
        String large = yaml() + "#" + "x".repeat(1_000_000) + "\n";
        Path file = Files.writeString(folder.resolve("large.yaml"), large);

        assertThatThrownBy(() -> ConnectorConfig.load(file, ENVIRONMENT))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("large.yaml is larger than 1 MB");
        assertThatThrownBy(() -> ConnectorConfig.parse(large, ENVIRONMENT)).hasMessageContaining("larger than 1 MB");
    }
}
