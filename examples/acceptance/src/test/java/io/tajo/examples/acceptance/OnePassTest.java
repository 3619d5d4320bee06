package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.brevo.attributes.AttributeType;
import io.tajo.connector.ConnectorBuilder;
import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.FunnelSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.QuerySync;
import io.tajo.connector.job.ReplaySync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.brevo.ContactRecord;
import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** All jobs of a run read each person once and write each contact once. */
class OnePassTest {
    private static final String QUERY = "POST /api/projects/{project}/query/";

    static final List<SyncJob> JOBS = List.of(
            PersonSync.all(),
            CohortSync.all().intoListsNamedAlike(),
            FlagSync.of("for-pro").toAttribute("FOR_PRO"),
            FunnelSync.steps("signup_completed", "purchase_completed").stageTo("FUNNEL_STAGE"),
            ReplaySync.last(Duration.ofDays(30)),
            QuerySync.hogQl("SELECT properties.email AS email, properties.plan AS plan FROM persons")
                    .map("plan", "QUERY_PLAN")
                    .named("plans"),
            EventSync.of("purchase_completed"));

    private static FieldMapping.Builder fields() {
        return FieldMapping.builder()
                .map("name", "FIRSTNAME")
                .map("plan", "PLAN")
                .map("total_events", "EVENT_COUNT")
                .map("cohort_names", "POSTHOG_COHORTS");
    }

    private static ConnectorBuilder all(ConnectorBuilder connector, Ledger ledger) {
        return connector.ledger(ledger).mapping(fields().build()).jobs(JOBS.toArray(new SyncJob[0]));
    }

    private static long calls(SyncFixture stage, Service service, String route) {
        return stage.sandbox
                .calls()
                .count(call -> call.service() == service && call.route().startsWith(route));
    }

    private static Map<String, Long> byRoute(SyncFixture stage) {
        return stage.sandbox.calls().all().stream()
                .collect(Collectors.groupingBy(
                        call -> call.service() + " " + call.route(), TreeMap::new, Collectors.counting()));
    }

    /** Every attribute and list of every contact. */
    private static Map<String, String> contacts(SyncFixture stage) {
        Map<String, String> contacts = new TreeMap<>();
        for (ContactRecord contact : stage.target().contacts()) {
            contacts.put(
                    contact.email(),
                    new TreeMap<>(contact.attributes()) + " "
                            + contact.listIds().size());
        }
        return contacts;
    }

    @Test
    @Timeout(120)
    void syncAll_bringsWhatSingleRunsBring_andCountsEachContactOnce() {
        try (Ledger ledger = Ledger.inMemory();
                Ledger other = Ledger.inMemory();
                SyncFixture together = SyncFixture.open(
                        sandbox -> sandbox.persons(400).untidy(true).world(true), c -> all(c, ledger));
                SyncFixture apart = SyncFixture.open(
                        sandbox -> sandbox.persons(400).untidy(true).world(true), c -> all(c, other))) {
            for (SyncJob job : JOBS) apart.connector.run(job);

            SyncReport report = together.connector.syncAll();

            assertThat(report.outcome()).as(report.summary()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(contacts(together)).isEqualTo(contacts(apart));
            assertThat(together.target().events()).hasSameSizeAs(apart.target().events());
            // Persons, with those who share an address; the query's rows; and the events.
            long persons = together.target().contacts().size();
            long events = together.target().events().size();
            SyncReport plans = report.parts().get(5);
            assertThat(report.counts().applied())
                    .isEqualTo(persons + plans.counts().applied() + events);
            assertThat(report.parts().get(0).counts().applied()).isEqualTo(persons);
            assertThat(report.parts().get(2).counts().read())
                    .isEqualTo(report.parts().get(0).counts().read());
            // All contacts once, and a sample of the first import of each pass.
            assertThat(byRoute(together)).containsEntry("BREVO GET /contacts", 3L);

            together.sandbox.calls().clear();
            SyncReport second = together.connector.syncAll();

            assertThat(second.outcome()).as(second.summary()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(second.counts().changed()).as(second.summary()).isZero();
            assertThat(together.sandbox.calls().all())
                    .filteredOn(call -> call.service() == Service.BREVO)
                    .allMatch(call -> call.route().startsWith("GET "), "only reads");
        }
    }

    @Test
    @Timeout(60)
    void aMapping_mayReadWhatSeveralJobsKnow() {
        FieldMapper score = FieldMapper.reading("cohort_names", "flag:for-pro", "total_events")
                .writing("SCORE", AttributeType.TEXT)
                .with((person, contact) -> contact.set(
                        "SCORE",
                        person.list("cohort_names").orElse(List.of()).contains("Plan pro") + " "
                                + person.bool("flag:for-pro").orElse(false)));
        try (Ledger ledger = Ledger.inMemory();
                SyncFixture stage =
                        SyncFixture.open(sandbox -> sandbox.persons(60).world(true), c -> c)) {
            PostHogBrevoConnector connector = stage.connector(c -> c.ledger(ledger)
                    .mapping(fields().build().andThen(score))
                    .jobs(
                            PersonSync.all(),
                            CohortSync.all(),
                            FlagSync.of("for-pro").toAttribute("FOR_PRO")));

            SyncReport report = connector.syncAll();

            assertThat(report.outcome()).as(report.summary()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(stage.target().contacts()).hasSize(60).allSatisfy(contact -> {
                boolean isPro = "pro".equals(contact.attributes().get("PLAN"));
                assertThat(contact.attributes()).containsEntry("SCORE", isPro + " " + isPro);
            });
        }
    }

    /** A source that fails whenever it is asked for, and the job that needs it. */
    private record Broken(String asking, int job) {}

    @TestFactory
    @Timeout(120)
    Stream<DynamicTest> aSourceThatCannotBeRead_endsItsJobAlone_andTheNextRunCompletes() {
        return Stream.of(
                        new Broken("IN COHORT 7", 1),
                        new Broken("person_distinct_ids", 2),
                        new Broken("FunnelsActorsQuery", 3),
                        new Broken("session_replay_events", 4))
                .map(broken -> DynamicTest.dynamicTest(broken.asking(), () -> endsAlone(broken)));
    }

    private static void endsAlone(Broken broken) {
        try (Ledger ledger = Ledger.inMemory();
                Ledger other = Ledger.inMemory();
                SyncFixture stage =
                        SyncFixture.open(sandbox -> sandbox.persons(60).world(true), c -> all(c, ledger));
                SyncFixture whole =
                        SyncFixture.open(sandbox -> sandbox.persons(60).world(true), c -> all(c, other))) {
            stage.sandbox
                    .faults()
                    .add(Fault.on(Service.POSTHOG)
                            .route(QUERY)
                            .asking(broken.asking())
                            .times(1_000)
                            .status(400));

            SyncReport first = stage.connector.syncAll();

            List<SyncOutcome> outcomes =
                    first.parts().stream().map(SyncReport::outcome).toList();
            for (int job = 0; job < outcomes.size(); job++) {
                assertThat(outcomes.get(job))
                        .as(first.parts().get(job).job())
                        .isEqualTo(job == broken.job() ? SyncOutcome.FAILED : SyncOutcome.FINISHED);
            }
            assertThat(first.parts().get(broken.job()).failure()).isPresent();
            assertThat(stage.target().contacts()).hasSize(60);

            stage.sandbox.faults().clear();
            SyncReport second = stage.connector.syncAll();

            assertThat(second.outcome()).as(second.summary()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(whole.connector.syncAll().outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(contacts(stage)).isEqualTo(contacts(whole));
        }
    }

    @Test
    @Timeout(60)
    void aSourceThatBreaksAmidTheReading_leavesWhatBrevoHolds() {
        try (Ledger ledger = Ledger.inMemory();
                SyncFixture stage =
                        SyncFixture.open(sandbox -> sandbox.persons(200).world(true), c -> all(c, ledger))) {
            assertThat(stage.connector.syncAll().outcome()).isEqualTo(SyncOutcome.FINISHED);
            Map<String, String> before = contacts(stage);
            stage.source().limitAnswers(30);
            stage.sandbox
                    .faults()
                    .add(Fault.on(Service.POSTHOG)
                            .route(QUERY)
                            .asking("session_replay_events")
                            .skip(1)
                            .times(1_000)
                            .status(400));

            SyncReport report = stage.connector.syncAll();

            assertThat(report.parts().get(4).outcome()).isEqualTo(SyncOutcome.FAILED);
            assertThat(report.parts().get(0).outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(contacts(stage)).isEqualTo(before);
        }
    }

    @Test
    @Timeout(60)
    void aFlagThatIsNotThere_endsItsJobAlone() {
        try (Ledger ledger = Ledger.inMemory();
                SyncFixture stage = SyncFixture.open(
                        sandbox -> sandbox.persons(60).world(true),
                        c -> all(c, ledger)
                                .jobs(
                                        PersonSync.all(),
                                        FlagSync.of("no-such-flag").toAttribute("FLAG"),
                                        CohortSync.all()))) {
            SyncReport report = stage.connector.syncAll();

            assertThat(report.parts())
                    .extracting(SyncReport::outcome)
                    .containsExactlyInAnyOrder(SyncOutcome.FINISHED, SyncOutcome.FAILED, SyncOutcome.FINISHED);
            assertThat(report.failure())
                    .hasValueSatisfying(why -> assertThat(why).contains("no-such-flag"));
            assertThat(stage.target().contacts())
                    .hasSize(60)
                    .allSatisfy(
                            contact -> assertThat(contact.attributes()).containsKeys("FIRSTNAME", "POSTHOG_COHORTS"));
        }
    }

    @Test
    @Timeout(60)
    void aProjectWithoutCohorts_isNoFailure() {
        try (Ledger ledger = Ledger.inMemory();
                SyncFixture stage = SyncFixture.open(
                        sandbox -> sandbox.persons(20),
                        c -> all(c, ledger)
                                .jobs(
                                        PersonSync.all(),
                                        CohortSync.all().intoListsNamedAlike().mirror()))) {
            SyncReport report = stage.connector.syncAll();

            assertThat(report.outcome()).as(report.summary()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(report.counts().applied()).isEqualTo(20);
        }
    }

    /** Members stay in a mirrored list whose cohort can't be read. */
    @Test
    @Timeout(60)
    void aMirroredListOfACohortThatCannotBeRead_staysAsItIs() {
        try (Ledger ledger = Ledger.inMemory();
                SyncFixture stage =
                        SyncFixture.open(sandbox -> sandbox.persons(60).world(true), c -> c)) {
            long list = stage.target().createList("Pros");
            PostHogBrevoConnector connector = stage.connector(c -> all(c, ledger)
                    .jobs(PersonSync.all(), CohortSync.of(3).intoList(list).mirror()));
            assertThat(connector.syncAll().outcome()).isEqualTo(SyncOutcome.FINISHED);
            Set<String> members = Truth.members(stage.target(), list);
            stage.sandbox
                    .faults()
                    .add(Fault.on(Service.POSTHOG)
                            .route(QUERY)
                            .asking("IN COHORT 3")
                            .times(1_000)
                            .status(400));

            SyncReport report = connector.syncAll();

            assertThat(report.outcome()).isEqualTo(SyncOutcome.FAILED);
            assertThat(members).isNotEmpty();
            assertThat(Truth.members(stage.target(), list)).isEqualTo(members);
        }
    }

    @Test
    @Timeout(3_600)
    @EnabledIfSystemProperty(named = "stress", matches = "true", disabledReason = "takes minutes: run it with -Pstress")
    void aHundredThousandPersons_takeFewCalls() {
        try (Ledger ledger = Ledger.inMemory();
                SyncFixture stage = SyncFixture.open(
                        60,
                        sandbox -> sandbox.persons(100_000)
                                .eventsPerPerson(8)
                                .untidy(true)
                                .world(true),
                        connector -> all(connector, ledger))) {
            for (String run : List.of("first", "second")) {
                stage.sandbox.calls().clear();
                long begun = System.nanoTime();
                SyncReport report = stage.connector.syncAll();

                System.out.printf(
                        "%s run: %d s, %d PostHog and %d Brevo calls, of which %d create%n%s%n%s%n",
                        run,
                        Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
                        calls(stage, Service.POSTHOG, ""),
                        calls(stage, Service.BREVO, ""),
                        report.createdAttributes().size()
                                + report.createdLists().size(),
                        report.summary(),
                        byRoute(stage));
                assertThat(report.outcome()).isEqualTo(SyncOutcome.FINISHED);
            }
        }
    }
}
