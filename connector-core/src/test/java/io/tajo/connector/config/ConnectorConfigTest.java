package io.tajo.connector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tajo.client.ConfigurationException;
import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.FunnelSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.QuerySync;
import io.tajo.connector.job.ReplaySync;
import io.tajo.connector.job.ReplayTotal;
import io.tajo.connector.job.SyncJob;
import io.tajo.posthog.PostHogClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectorConfigTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "POSTHOG_HOST", "https://eu.posthog.com",
            "POSTHOG_PERSONAL_API_KEY", "phx_secret_of_a_test",
            "POSTHOG_PROJECT_TOKEN", "phc_token",
            "BREVO_API_KEY", "xkeysib-secret-of-a-test");

    private static final String DOCUMENTED = """
            connectors:
              posthog:
                enabled: true
                host: "${POSTHOG_HOST}"
                personal_api_key: "${POSTHOG_PERSONAL_API_KEY}"
                project_token: "${POSTHOG_PROJECT_TOKEN}"
                project_id: "12345"
                sync: { persons: true, events: true, cohorts: true, feature_flags: true, funnels: true, session_replays: true, queries: true }
                schedule: "0 */3 * * *"
                event_filters: ["$pageview", "purchase_completed"]
                lists: { all_users: 25, active_users: 26, power_users: 27 }
                active_within: 14d
                power_events: 50
                cohorts: { mode: mirror, max_removal_share: 0.2, create_lists: true, folder: PostHog, lists: { 42: 28, "Power users": 29 } }
                feature_flags: { new-checkout: { attribute: NEW_CHECKOUT, list: 31 }, ask_server: false }
                funnels: [ { name: activation, steps: [signup_completed, purchase_completed], within: 14d, dropped_before: 2, list: 40, stage: FUNNEL_STAGE } ]
                session_replays: { last: 30d, attributes: { recordings: REPLAY_COUNT, active_seconds: REPLAY_SECONDS } }
                queries: [ { name: buyers, hogql: "SELECT email FROM events", contact_by: email, map: { purchases: PURCHASE_COUNT_30D }, list: 41 } ]
                events: { properties: [amount, plan], overlap: 1h, since: 24h }
                events_since: 365d
                debug: false
                log_level: info
                log_queries: false
                log_sync: false
            field_mapping:
              email: email
              $name: FIRSTNAME
              total_events: EVENT_COUNT
              last_seen: LAST_ACTIVE_DATE
              cohort_names: POSTHOG_COHORTS
            brevo: { api_key: "${BREVO_API_KEY}", tier: general, create_attributes: true, import_list: PostHog }
            """;

    @TempDir
    private Path folder;

    private ConnectorConfig load(String yaml) throws IOException {
        return ConnectorConfig.load(Files.writeString(folder.resolve("connector.yaml"), yaml), ENVIRONMENT);
    }

    private static <T extends SyncJob> T job(ConnectorConfig config, Class<T> kind) {
        return config.jobs().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void load_ofTheDocumentedFile_readsEveryJob() throws IOException {
        ConnectorConfig config = load(DOCUMENTED);

        assertThat(config.jobs()).hasSize(7);
        PersonSync persons = job(config, PersonSync.class);
        assertThat(persons.list()).hasValue(25);
        assertThat(persons.engagement().activeList()).hasValue(26);
        assertThat(persons.engagement().powerList()).hasValue(27);
        assertThat(persons.engagement().activeWithin()).isEqualTo(Duration.ofDays(14));
        assertThat(persons.engagement().powerEvents()).isEqualTo(50);
        CohortSync cohorts = job(config, CohortSync.class);
        assertThat(cohorts.lists()).isEqualTo(Map.of("42", 28L, "Power users", 29L));
        assertThat(cohorts.mirrored()).isPresent();
        assertThat(cohorts.folder()).contains("PostHog");
        FlagSync flags = job(config, FlagSync.class);
        assertThat(flags.targets().get("new-checkout").attribute()).contains("NEW_CHECKOUT");
        assertThat(flags.targets()).containsOnlyKeys("new-checkout");
        FunnelSync funnel = job(config, FunnelSync.class);
        assertThat(funnel.name()).isEqualTo("funnel activation");
        assertThat(funnel.droppedBeforeStep()).hasValue(2);
        assertThat(funnel.stageAttribute()).contains("FUNNEL_STAGE");
        assertThat(job(config, ReplaySync.class).attributes())
                .isEqualTo(
                        Map.of(ReplayTotal.RECORDINGS, "REPLAY_COUNT", ReplayTotal.ACTIVE_SECONDS, "REPLAY_SECONDS"));
        assertThat(job(config, QuerySync.class).columns()).containsOnlyKeys("PURCHASE_COUNT_30D");
        EventSync events = job(config, EventSync.class);
        assertThat(events.events()).containsExactly("$pageview", "purchase_completed");
        assertThat(events.properties()).containsOnlyKeys("amount", "plan");
        assertThat(events.overlap()).isEqualTo(Duration.ofHours(1));
        assertThat(config.mapping().uses().writes())
                .containsOnlyKeys("FIRSTNAME", "EVENT_COUNT", "LAST_ACTIVE_DATE", "POSTHOG_COHORTS");
        assertThat(config.ledger()).contains(folder.toAbsolutePath().resolve(".connector/ledger"));
        assertThat(config.schedule().orElseThrow().next(Instant.parse("2026-11-25T07:00:00Z")))
                .contains(Instant.parse("2026-11-25T09:00:00Z"));
    }

    @Test
    void load_ofAFileWithTenMistakes_tellsAllOfThemWithTheirLines() throws IOException {
        String wrong = DOCUMENTED
                .replace("personal_api_key:", "personal_api_kye:")
                .replace("${POSTHOG_HOST}", "${NO_SUCH_VARIABLE}")
                .replace("0 */3 * * *", "0 */3 * *")
                .replace("all_users: 25", "all_users: many")
                .replace("active_within: 14d", "active_within: soon")
                .replace("max_removal_share: 0.2", "max_removal_share: 20")
                .replace("mode: mirror", "mode: mirrored")
                .replace("dropped_before: 2", "dropped_before: 1")
                .replace("log_level: info", "log_level: loud")
                .replace("tier: general", "teir: general")
                .replace("debug: false", "debug: maybe");

        ConfigurationException mistakes = catchThrowableOfType(ConfigurationException.class, () -> load(wrong));

        assertThat(mistakes)
                .hasMessageContaining("has 11 mistakes")
                .hasMessageContaining("line 5, connectors.posthog.personal_api_kye: there is no such key; did you mean "
                        + "personal_api_key?")
                .hasMessageContaining("line 4, connectors.posthog.host: the environment lacks NO_SUCH_VARIABLE")
                .hasMessageContaining("a cron expression has five fields")
                .hasMessageContaining("connectors.posthog.lists.all_users: expected a whole number")
                .hasMessageContaining("active_within: expected a duration such as 30d")
                .hasMessageContaining("max_removal_share: expected a share from 0 to 1")
                .hasMessageContaining("cohorts.mode: expected one of add, mirror")
                .hasMessageContaining("funnels[0].dropped_before: no person drops out of a funnel before step 1")
                .hasMessageContaining("log_level: expected one of")
                .hasMessageContaining("debug: expected true or false")
                .hasMessageContaining("brevo.teir: there is no such key; did you mean tier?");
        assertThat(mistakes.getMessage()).doesNotContain("phx_secret_of_a_test").doesNotContain("secret-of-a-test");
    }

    @Test
    void load_withoutASectionForBrevo_takesTheKeyFromTheEnvironment() throws IOException {
        String without = DOCUMENTED.substring(0, DOCUMENTED.indexOf("brevo:"));

        assertThat(load(without).importList()).isEqualTo("PostHog");
        assertThatThrownBy(() -> ConnectorConfig.load(
                        Files.writeString(folder.resolve("other.yaml"), without),
                        Map.of("POSTHOG_HOST", "https://x.test")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("BREVO_API_KEY");
    }

    @Test
    void load_ofAFileThatLeavesServicesOut_takesThemFromTheEnvironmentAsTheCommandLineDoes() throws IOException {
        String bare = DOCUMENTED
                .replace("    host: \"${POSTHOG_HOST}\"\n", "")
                .replace("    personal_api_key: \"${POSTHOG_PERSONAL_API_KEY}\"\n", "")
                .replace("    project_token: \"${POSTHOG_PROJECT_TOKEN}\"\n", "")
                .replace("    project_id: \"12345\"\n", "");
        Path file = Files.writeString(folder.resolve("bare.yaml"), bare.substring(0, bare.indexOf("brevo:")));
        Map<String, String> environment = new HashMap<>(ENVIRONMENT);
        environment.put("POSTHOG_PROJECT_ID", "7");
        environment.put("BREVO_API_URL", "http://localhost:1");

        assertThat(ConnectorConfig.load(file, environment).jobs()).hasSize(7);
        environment.put("POSTHOG_PROJECT_ID", " ");
        assertThatThrownBy(() -> ConnectorConfig.load(file, environment))
                .hasMessageContaining("project_id: a value is required, here or in the variable POSTHOG_PROJECT_ID");
    }

    @Test
    void postHogClient_ofAFileWithoutAProjectToken_isMade() throws IOException {
        String without = DOCUMENTED.replace("    project_token: \"${POSTHOG_PROJECT_TOKEN}\"\n", "");
        Map<String, String> environment = new HashMap<>(ENVIRONMENT);
        environment.remove("POSTHOG_PROJECT_TOKEN");

        try (PostHogClient client = ConnectorConfig.load(
                        Files.writeString(folder.resolve("no-token.yaml"), without), environment)
                .postHogClient()) {
            assertThat(client).isNotNull();
        }
    }

    @Test
    void load_ofWhatIsNoYaml_saysWhere() {
        assertThatThrownBy(() -> load("connectors: ["))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("line");
        assertThatThrownBy(() -> load(""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> load("a: 1\na: 2\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the key is there twice");
    }

    @Test
    void load_ofADetailedMapping_readsTransformsAndPolicies() throws IOException {
        String detailed = DOCUMENTED.replace(
                "  $name: FIRSTNAME\n",
                "  $name: { attribute: FIRSTNAME, transform: trim, missing: clear, misfit: reject }\n");

        assertThat(load(detailed).mapping().uses().writes()).containsKey("FIRSTNAME");
        assertThatThrownBy(() -> load(detailed.replace("transform: trim", "transform: trym")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("field_mapping.$name.transform: expected one of");
    }

    @Test
    void load_ofTwoSourcesForOneAttribute_namesBothAndTheLine() {
        String twice = DOCUMENTED
                .replace("  last_seen: LAST_ACTIVE_DATE\n", "  last_seen: event_count\n  mail: EMAIL\n")
                .replace("map: { purchases: PURCHASE_COUNT_30D }", "map: { purchases: COUNT, orders: count }");

        assertThatThrownBy(() -> load(twice))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "field_mapping.last_seen: The attribute EVENT_COUNT has two sources, total_events and")
                .hasMessageContaining("field_mapping.mail: the address has two sources, email and mail")
                .hasMessageContaining(
                        "queries[0].map.orders: The attribute COUNT has two sources, purchases and orders");
    }

    @Test
    void load_withEmailAsAnAttribute_saysWhereAndWhatToUseInstead() {
        String wrong = DOCUMENTED
                .replace("last_seen: LAST_ACTIVE_DATE", "mail: { attribute: email, transform: lower }")
                .replace("map: { purchases: PURCHASE_COUNT_30D }", "map: { mail: EMAIL }")
                .replace("attribute: NEW_CHECKOUT", "attribute: Email")
                .replace("stage: FUNNEL_STAGE", "stage: email")
                .replace("recordings: REPLAY_COUNT", "recordings: email")
                .replace("overlap: 1h", "attributes: { mail: email }");

        assertThatThrownBy(() -> load(wrong))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("has 6 mistakes")
                .hasMessageContaining("field_mapping.mail.attribute: EMAIL is no attribute")
                .hasMessageContaining("queries[0].map.mail: EMAIL is no attribute")
                .hasMessageContaining("feature_flags.new-checkout.attribute: EMAIL is no attribute")
                .hasMessageContaining("funnels[0].stage: EMAIL is no attribute")
                .hasMessageContaining("session_replays.attributes.recordings: EMAIL is no attribute")
                .hasMessageContaining("events.attributes.mail: EMAIL is no attribute");
    }

    @Test
    void load_withTheLedgerInMemory_keepsNoFile() throws IOException {
        assertThat(load(DOCUMENTED + "ledger: memory\n").ledger()).isEmpty();
        assertThat(load(DOCUMENTED + "ledger: { path: here/ledger }\n").ledger())
                .contains(folder.toAbsolutePath().resolve("here/ledger"));
    }
}
