package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.ConfigurationException;
import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.ExportSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.report.CheckReport;
import io.tajo.connector.report.CheckReport.Level;
import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.Service;
import io.tajo.posthog.PostHogClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong most often, found before the first row. */
@Timeout(120)
class CheckTest {

    private static String findings(SyncFixture stage, String key, String project) {
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
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(3))) {
            assertThat(findings(stage, "phx_wrong_key_of_somebody", stage.sandbox.projectId()))
                    .contains("PROBLEM  PostHog access");
            assertThat(findings(stage, stage.sandbox.personalApiKey(), "99"))
                    .contains("PROBLEM  PostHog access")
                    .contains("99");
        }
    }

    @Test
    void check_whenBrevoThrottles_saysSo() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(3))) {
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
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox)) {
            stage.person(Map.of("email", "ada@example.com", "plan", "pro"));

            assertThat(stage.connector.check().summary())
                    .contains("WARNING  PostHog persons: no person has the property company")
                    .doesNotContain("no person has the property plan")
                    .contains("1 of 1 have an address");
        }
    }

    @Test
    void check_findsWhatEachJobNeedsAndSaysWhatToMend() {
        try (SyncFixture good = WholeSyncTest.stage(50, WholeSyncTest.jobs());
                SyncFixture bad = WholeSyncTest.stage(
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
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox)) {
            assertThat(stage.connector.check().summary()).contains("the project has no persons");
            stage.person(Map.of("name", "Nobody"));
            assertThat(stage.connector.check().summary()).contains("none of 1 persons has the property email");
        }
    }

    private static CheckReport check(SyncFixture stage, SyncJob... jobs) {
        try (PostHogBrevoConnector connector = stage.connector(settings -> settings.jobs(jobs))) {
            return connector.check();
        }
    }

    @Test
    void check_triesTheScopesOfItsJobsAndNoOthers() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(3))) {
            CheckReport report = check(stage, PersonSync.all());

            assertThat(report.isOk()).as(report.summary()).isTrue();
            assertThat(report.summary()).contains("the key has query:read");
            assertThat(stage.sandbox.calls().all())
                    .filteredOn(call -> call.service() == Service.POSTHOG)
                    .hasSize(2)
                    .allMatch(call -> call.route().equals("POST /api/projects/{project}/query/"));
        }
    }

    @Test
    void check_withoutAScopeThatTwoJobsNeed_saysSoOnce() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(3).scopes("query:read"))) {
            CheckReport report = check(
                    stage, CohortSync.of(41).intoList(1), CohortSync.of(42).intoList(2), PersonSync.all());

            assertThat(report.findings())
                    .filteredOn(finding -> finding.what().contains("cohort:read"))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.PROBLEM));
            assertThat(report.findings()).anyMatch(finding -> finding.where().equals("persons"));
        }
    }

    @Test
    void check_ofTypedProperties_findsThem() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox)) {
            stage.person(Map.of("email", "ada@example.com", "plan", 3, "company", true, "billing.plan", "pro"));
            try (PostHogBrevoConnector connector = stage.connector(settings -> settings.mapping(FieldMapping.builder()
                    .map("plan", "PLAN")
                    .map("company", "COMPANY")
                    .map("billing.plan", "BILLING")
                    .build()))) {
                assertThat(connector.check().findings())
                        .as(connector.check().summary())
                        .allMatch(finding -> finding.level() == Level.OK);
            }
        }
    }

    @Test
    void check_withAListOfTheImportsNameInAnotherFolder_isAProblem() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(3))) {
            stage.target().createList("PostHog");

            assertThat(check(stage, PersonSync.all()).summary())
                    .contains("PROBLEM  list of imports")
                    .contains("is not in the folder");
        }
    }

    @Test
    void check_ofEventsThatPostHogDoesNotHave_warnsAndDoesNotSayThatAllIsThere() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(3))) {
            CheckReport report = check(stage, EventSync.of("no such event"));

            assertThat(report.isOk()).isTrue();
            assertThat(report.summary())
                    .contains("PostHog has no event no such event of the last 30 days")
                    .doesNotContain("PostHog has such events");
        }
    }

    @Test
    void check_ofExports_opensAFileThatIsThereAndOrdersNone(@TempDir Path folder) {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(3))) {
            Instant now = stage.sandbox.clock().now();
            CheckReport report = check(
                    stage,
                    ExportSync.jsonLines(folder.resolve("missing.jsonl")),
                    ExportSync.onDemand(now.minus(Duration.ofDays(3)), now).intoList(4_711));

            assertThat(report.summary()).contains("missing.jsonl").contains("Brevo has no list 4711");
            assertThat(stage.sandbox.calls().all())
                    .noneMatch(call -> call.route().contains("export"));
        }
    }

    @Test
    void check_whileTheJobRuns_looksAllTheSame() {
        Ledger ledger = Ledger.inMemory();
        try (SyncFixture stage =
                        SyncFixture.open(sandbox -> sandbox.persons(3), connector -> connector.ledger(ledger));
                Lease lease = ledger.lease("persons")) {
            assertThat(stage.connector.check().isOk()).isTrue();
            assertThat(lease.checkpoint()).isEmpty();
        }
    }
}
