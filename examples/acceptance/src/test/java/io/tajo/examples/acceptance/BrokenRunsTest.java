package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.AuthenticationException;
import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.QuerySync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.mapping.Transforms;
import io.tajo.connector.report.SyncCounts;
import io.tajo.connector.report.SyncListener;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.Service;
import io.tajo.examples.sandbox.posthog.CohortRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a run that did not go well leaves behind, and says. */
@Timeout(60)
class BrokenRunsTest {
    private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void aValueWhoseUpsertHadNoAnswer_isNotTakenForTheOneBefore() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(0))) {
            UUID ada = UUID.randomUUID();
            stage.person(ada, CREATED, Map.of("email", "ada@example.com", "plan", "free"));
            stage.sync();
            stage.source().remove(ada);
            stage.person(ada, CREATED, Map.of("email", "ada@example.com", "plan", "pro"));
            stage.sandbox
                    .faults()
                    .add(Fault.on(Service.BREVO)
                            .route("POST /contacts")
                            .times(5)
                            .resetAfterProcessing());
            SyncReport unanswered = stage.sync();
            stage.source().remove(ada);
            stage.person(ada, CREATED, Map.of("email", "ada@example.com", "plan", "free"));

            SyncReport last = stage.sync();

            assertThat(unanswered.counts().failed()).isEqualTo(1);
            assertThat(last.counts().failed()).isZero();
            assertThat(stage.target().contact("ada@example.com").orElseThrow().attributes())
                    .containsEntry("SUBSCRIPTION_PLAN", "free");
        }
    }

    @Test
    void aServerThatKeepsSayingTooEarly_endsAsFailedWithAReport() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(80))) {
            stage.sandbox
                    .faults()
                    .add(Fault.on(Service.BREVO)
                            .route("POST /contacts/import")
                            .times(1_000)
                            .status(425));

            SyncReport report = stage.sync();

            assertThat(report.outcome()).isEqualTo(SyncOutcome.FAILED);
            assertThat(report.counts().pending()).isEqualTo(80);
        }
    }

    @Test
    void aRejectFileThatIsGone_leavesItsRowsToTheNextRun() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(80))) {
            stage.person(Map.of("email", "x@xn--p1ai.xn--p1ai"));
            stage.sandbox
                    .faults()
                    .add(Fault.on(Service.BREVO)
                            .route("GET /files/{processId}/invalid_emails.csv")
                            .times(1_000)
                            .status(403));

            SyncReport report = stage.sync();

            assertThat(stage.sandbox.faults().fired()).isPositive();
            assertThat(report.counts().pending()).isEqualTo(81);
            assertThat(report.outcome()).isEqualTo(SyncOutcome.PAUSED);
        }
    }

    @Test
    void aQuotaThatRunsOutBetweenUpserts_accountsForEveryPerson() {
        FieldMapping mapping =
                FieldMapping.builder().map("vip", "VIP", Transforms.bool()).build();
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox, connector -> connector.mapping(mapping))) {
            stage.target().addAttribute("VIP", "boolean");
            for (int i = 0; i < 30; i++) {
                stage.target().putContact("p" + i + "@example.com", Map.of("VIP", true), List.of());
                stage.person(Map.of("email", "p" + i + "@example.com", "vip", false));
            }
            stage.sandbox
                    .faults()
                    .add(Fault.on(Service.BREVO)
                            .route("POST /contacts")
                            .skip(10)
                            .status(429)
                            .header("x-sib-ratelimit-reset", "600"));

            SyncReport report = stage.sync();

            assertThat(report.outcome()).isEqualTo(SyncOutcome.PAUSED);
            assertThat(report.counts()).isEqualTo(new SyncCounts(30, 0, 0, 0, 0, 10, 20, 0));
        }
    }

    @Test
    void aRefusalAfterTheFirstRow_endsAsFailedAndAccountsForEveryPerson() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(80))) {
            stage.sandbox
                    .faults()
                    .add(Fault.on(Service.BREVO)
                            .route("GET /processes")
                            .times(1_000)
                            .status(403));

            SyncReport report = stage.sync();

            assertThat(report.outcome()).isEqualTo(SyncOutcome.FAILED);
            assertThat(report.failure())
                    .hasValueSatisfying(why -> assertThat(why).doesNotContain("next run goes on"));
            assertThat(report.counts().pending()).isEqualTo(80);
            assertThat(stage.target().contacts()).hasSize(80);
        }
    }

    @Test
    void aKeyThatIsRevokedBetweenJobs_leavesTheReportsOfThoseThatRan() {
        QuerySync plans = QuerySync.hogQl("SELECT properties.email AS email, properties.plan AS plan FROM persons")
                .map("plan", "QUERY_PLAN");
        AtomicReference<Runnable> revoke = new AtomicReference<>(() -> {});
        SyncListener listener = new SyncListener() {
            @Override
            public void started(SyncJob job) {
                if (job instanceof QuerySync) revoke.get().run();
            }
        };
        try (SyncFixture stage = SyncFixture.open(
                sandbox -> sandbox.persons(80),
                connector ->
                        connector.ledger(Ledger.inMemory()).listener(listener).jobs(PersonSync.all(), plans))) {
            revoke.set(() -> stage.sandbox
                    .faults()
                    .add(Fault.on(Service.BREVO).times(1_000).status(401)));

            SyncReport report = stage.connector.syncAll();

            assertThat(report.outcome()).isEqualTo(SyncOutcome.FAILED);
            assertThat(report.parts().get(0).counts().applied()).isEqualTo(80);
            assertThat(report.parts().get(1).failure()).isPresent();
            assertThatThrownBy(stage.connector::syncAll).isInstanceOf(AuthenticationException.class);
        }
    }

    @Test
    void aRemovalThatBrevoRefuses_isInTheReportAndIsTriedAgain() {
        try (SyncFixture stage =
                SyncFixture.open(sandbox -> sandbox.persons(0), connector -> connector.ledger(Ledger.inMemory()))) {
            UUID ada = stage.person(Map.of("email", "ada@example.com"));
            UUID bob = stage.person(Map.of("email", "bob@example.com"));
            long list = stage.target().createList("Members");
            stage.source().add(CohortRecord.of(43, "Members", Set.of(ada, bob)));
            CohortSync job = CohortSync.of(43).intoList(list).mirror();
            stage.connector.syncCohorts(job);
            stage.source().add(CohortRecord.of(43, "Members", Set.of(ada)));
            stage.sandbox
                    .faults()
                    .add(Fault.on(Service.BREVO)
                            .route("POST /contacts/lists/{listId}/contacts/remove")
                            .status(400));

            SyncReport refused = stage.connector.syncCohorts(job);
            SyncReport again = stage.connector.syncCohorts(job);

            assertThat(refused.notRemoved()).containsExactly(Map.entry(list, 1L));
            assertThat(refused.hasRejects()).isTrue();
            assertThat(refused.summary()).contains("1 still to leave list " + list);
            assertThat(again.removed()).containsExactly(Map.entry(list, 1L));
            assertThat(again.notRemoved()).isEmpty();
        }
    }
}
