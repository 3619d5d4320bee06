package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.ConfigurationException;
import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.report.CheckReport;
import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.Service;
import io.tajo.posthog.PostHogClient;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes wrong most often, found before the first row. */
@Timeout(120)
class CheckTest {

    private static String findings(Stage stage, String key, String project) {
        try (PostHogClient other = PostHogClient.builder()
                        .host(stage.sandbox.postHogUri().toString())
                        .personalApiKey(key)
                        .projectId(project)
                        .build();
                PostHogBrevoConnector connector = PostHogBrevoConnector.builder()
                        .postHog(other)
                        .brevo(stage.brevo)
                        .ledger(Ledger.inMemory())
                        .build()) {
            CheckReport report = connector.check();
            assertThat(report.isOk()).isFalse();
            assertThat(report.summary()).doesNotContain(key);
            return report.summary();
        }
    }

    @Test
    void check_withAKeyOrAProjectThatIsWrong_saysWhich() {
        try (Stage stage = Stage.open(sandbox -> sandbox.persons(3))) {
            assertThat(findings(stage, "phx_wrong_key_of_somebody", stage.sandbox.projectId()))
                    .contains("PROBLEM  PostHog access");
            assertThat(findings(stage, stage.sandbox.personalApiKey(), "99"))
                    .contains("PROBLEM  PostHog access")
                    .contains("99");
        }
    }

    @Test
    void check_whenBrevoThrottles_saysSo() {
        try (Stage stage = Stage.open(sandbox -> sandbox.persons(3))) {
            stage.sandbox
                    .faults()
                    .add(Fault.on(Service.BREVO).route("GET /account").times(50).status(429));

            assertThat(stage.connector.check().summary())
                    .contains("PROBLEM  Brevo access")
                    .contains("429");
        }
    }

    @Test
    void check_withAPropertyThatNobodyHas_warns() {
        try (Stage stage = Stage.open(sandbox -> sandbox)) {
            stage.person(Map.of("email", "ada@example.com", "plan", "pro"));

            assertThat(stage.connector.check().summary())
                    .contains("WARNING  PostHog persons: nobody has the property company")
                    .doesNotContain("nobody has the property plan")
                    .contains("1 of 1 have an address");
        }
    }

    @Test
    void check_findsWhatEachJobNeedsAndSaysWhatToMend() {
        try (Stage good = WholeSyncTest.stage(50, WholeSyncTest.jobs());
                Stage bad = WholeSyncTest.stage(
                        50,
                        PersonSync.all().intoList(4_711),
                        CohortSync.of(9_999).intoList(2),
                        FlagSync.of("nope").toAttribute("X"),
                        EventSync.of("a b", "a.b"))) {
            CheckReport fine = good.connector.check();
            assertThat(fine.isOk()).as(fine.summary()).isTrue();
            assertThat(good.target().contacts()).isEmpty();
            assertThat(good.target().attributes()).doesNotContainKey("EVENT_COUNT");

            CheckReport problems = bad.connector.check();

            assertThat(problems.summary())
                    .contains("Brevo has no list 4711")
                    .contains("no cohort 9999")
                    .contains("no feature flag nope")
                    .contains("would both be a_b");
            assertThatThrownBy(problems::throwIfFailed).isInstanceOf(ConfigurationException.class);
        }
    }

    @Test
    void check_withoutIdentifiedPersons_saysSo() {
        try (Stage stage = Stage.open(sandbox -> sandbox)) {
            assertThat(stage.connector.check().summary()).contains("the project has no persons");
            stage.person(Map.of("name", "Nobody"));
            assertThat(stage.connector.check().summary()).contains("none of 1 persons has the property email");
        }
    }
}
