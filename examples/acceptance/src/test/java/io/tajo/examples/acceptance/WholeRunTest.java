package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.ConnectorBuilder;
import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.QuerySync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.DeadLetter;
import io.tajo.connector.ledger.DeadLetterQuery;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.ledger.LedgerException;
import io.tajo.connector.report.SyncListener;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.Sandbox;
import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.Service;
import io.tajo.posthog.PostHogClient;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run of several jobs: what it keeps when one of them ends badly, and what it does when another one is running. */
@Timeout(60)
class WholeRunTest {
    private static final PersonSync PERSONS = PersonSync.all();
    private static final QuerySync PLANS = QuerySync.hogQl(
                    "SELECT properties.email AS email, properties.plan AS plan FROM persons")
            .map("plan", "QUERY_PLAN")
            .named("plans");
    private static final CohortSync COHORTS = CohortSync.of(43).intoList(1);

    private static final CohortSync COHORTS_APART = CohortSync.all();

    /** A ledger that fails for the cohorts. */
    private record Failing(Ledger ledger) implements Ledger {
        @Override
        public Lease lease(String job) {
            if (job.equals(COHORTS.name())) throw new LedgerException("The ledger's disk is gone.");
            return ledger.lease(job);
        }

        @Override
        public List<DeadLetter> deadLetters(DeadLetterQuery query) {
            return ledger.deadLetters(query);
        }

        @Override
        public void close() {
            ledger.close();
        }
    }

    /** A ledger whose disk is full when the first change is recorded. */
    private record Full(Ledger ledger) implements Ledger {
        @Override
        public Lease lease(String job) {
            return full(ledger.lease(job));
        }

        @Override
        public Lease lease(String job, Lease within) {
            return full(ledger.lease(job, within));
        }

        private static Lease full(Lease lease) {
            return (Lease) Proxy.newProxyInstance(
                    Lease.class.getClassLoader(), new Class<?>[] {Lease.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("attempt")) throw new LedgerException("The ledger's disk is full.");
                        return method.invoke(lease, arguments);
                    });
        }

        @Override
        public List<DeadLetter> deadLetters(DeadLetterQuery query) {
            return ledger.deadLetters(query);
        }

        @Override
        public void close() {
            ledger.close();
        }
    }

    @Test
    void aLedgerThatFailsAmidJobsThatRunTogether_isNamedInTheReportOfEach() {
        try (SyncFixture stage = SyncFixture.open(
                WholeRunTest::small,
                connector -> connector.ledger(new Full(Ledger.inMemory())).jobs(PERSONS, COHORTS_APART))) {
            SyncReport report = stage.connector.syncAll();

            assertThat(report.outcome()).isEqualTo(SyncOutcome.FAILED);
            assertThat(report.parts())
                    .hasSize(2)
                    .allSatisfy(part -> assertThat(part.failure())
                            .hasValueSatisfying(why -> assertThat(why).contains("The ledger's disk is full.")));
        }
    }

    private static Sandbox.Builder small(Sandbox.Builder sandbox) {
        return sandbox.persons(20);
    }

    @Test
    void aLedgerThatFailsBetweenJobs_leavesTheReportsOfThoseThatRan() {
        try (SyncFixture stage = SyncFixture.open(
                WholeRunTest::small,
                connector -> connector.ledger(new Failing(Ledger.inMemory())).jobs(PERSONS, COHORTS))) {
            SyncReport report = stage.connector.syncAll();

            assertThat(report.outcome()).isEqualTo(SyncOutcome.FAILED);
            assertThat(report.parts().get(0).counts().applied()).isPositive();
            assertThat(report.parts().get(1).failure()).contains("The ledger's disk is gone.");
        }
    }

    @Test
    void jobsThatAQuotaKeptFromRunning_goFirstInTheNextRun() {
        List<String> started = new ArrayList<>();
        SyncListener listener = new SyncListener() {
            @Override
            public void started(SyncJob job) {
                started.add(job.name());
            }
        };
        Fault quota = Fault.on(Service.POSTHOG)
                .route("POST /api/projects/{project}/query/")
                .times(1_000)
                .status(429)
                .header("Retry-After", "3600");
        try (SyncFixture stage = SyncFixture.open(WholeRunTest::small, connector -> connector);
                Ledger ledger = Ledger.inMemory();
                PostHogClient anHourLater = client(stage.sandbox)) {
            UnaryOperator<ConnectorBuilder> jobs =
                    builder -> builder.ledger(ledger).jobs(PERSONS, PLANS).listener(listener);
            stage.sandbox.faults().add(quota);
            SyncReport first = stage.connector(jobs).syncAll();
            stage.sandbox.faults().clear();
            PostHogBrevoConnector connector = stage.connector(builder -> jobs.apply(builder.postHog(anHourLater)));

            SyncReport second = connector.syncAll();
            SyncReport third = connector.syncAll();

            assertThat(first.outcome()).as(first.summary()).isEqualTo(SyncOutcome.PAUSED);
            assertThat(second.outcome()).as(second.summary()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(third.outcome()).as(third.summary()).isEqualTo(SyncOutcome.FINISHED);
            String persons = PERSONS.name();
            String plans = PLANS.name();
            assertThat(started).containsExactly(persons, plans, plans, persons, persons, plans);
        }
    }

    private static PostHogClient client(Sandbox sandbox) {
        return PostHogClient.builder()
                .host(sandbox.postHogUri().toString())
                .personalApiKey(sandbox.personalApiKey())
                .projectId(sandbox.projectId())
                .build();
    }

    @Test
    void aJobThatRunsElsewhere_isBusyAndTheOthersRun() {
        try (SyncFixture stage = SyncFixture.open(WholeRunTest::small, connector -> connector);
                Ledger ledger = Ledger.inMemory();
                Lease elsewhere = ledger.lease(COHORTS.name())) {
            assertThat(elsewhere).isNotNull();
            PostHogBrevoConnector connector =
                    stage.connector(builder -> builder.ledger(ledger).jobs(PERSONS, COHORTS));

            SyncReport report = connector.syncAll();

            assertThat(report.outcome()).isEqualTo(SyncOutcome.BUSY);
            assertThat(report.parts())
                    .extracting(SyncReport::outcome)
                    .containsExactly(SyncOutcome.FINISHED, SyncOutcome.BUSY);
            assertThat(report.failure())
                    .hasValueSatisfying(why -> assertThat(why).contains(COHORTS.name(), "in this process since"));
            assertThat(stage.target().contacts()).isNotEmpty();
        }
    }

    @Test
    void aSecondRunOfTheSameJobs_isBusyFromTheFirstJobToTheLast() {
        AtomicReference<Runnable> during = new AtomicReference<>(() -> {});
        SyncListener listener = new SyncListener() {
            @Override
            public void finished(SyncJob job, SyncReport report) {
                during.get().run();
            }
        };
        try (SyncFixture stage = SyncFixture.open(WholeRunTest::small, connector -> connector);
                Ledger ledger = Ledger.inMemory()) {
            PostHogBrevoConnector second =
                    stage.connector(builder -> builder.ledger(ledger).jobs(COHORTS, PERSONS));
            AtomicReference<SyncReport> between = new AtomicReference<>();
            during.set(() -> between.set(second.syncAll()));

            stage.connector(builder -> builder.ledger(ledger).listener(listener).jobs(PERSONS, COHORTS))
                    .syncAll();

            assertThat(between.get().outcome()).isEqualTo(SyncOutcome.BUSY);
            assertThat(between.get().parts()).isEmpty();
            assertThat(second.syncAll().outcome()).isNotEqualTo(SyncOutcome.BUSY);
        }
    }

    @Test
    void aWholeRun_needsOneConnection() {
        JdbcConnectionPool pool =
                JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        pool.setMaxConnections(1);
        pool.setLoginTimeout(5);
        try (SyncFixture stage = SyncFixture.open(WholeRunTest::small, connector -> connector);
                Ledger ledger = Ledger.jdbc(pool)) {
            SyncReport report = stage.connector(
                            builder -> builder.ledger(ledger).jobs(PERSONS))
                    .syncAll();

            assertThat(report.outcome()).as(report.summary()).isEqualTo(SyncOutcome.FINISHED);
        } finally {
            pool.dispose();
        }
    }
}
