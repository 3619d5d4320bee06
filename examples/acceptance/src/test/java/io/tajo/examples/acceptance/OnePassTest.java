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
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
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

    @Test
    @Timeout(60)
    void aCohortThatCannotBeRead_endsItsJobAlone_andTheNextRunCompletes() {
        Fault broken = Fault.on(Service.POSTHOG)
                .route(QUERY)
                .asking("IN COHORT 3")
                .times(1_000)
                .status(400);
        try (Ledger ledger = Ledger.inMemory();
                SyncFixture stage =
                        SyncFixture.open(sandbox -> sandbox.persons(60).world(true), c -> all(c, ledger))) {
            stage.sandbox.faults().add(broken);

            SyncReport first = stage.connector.syncAll();

            assertThat(first.parts())
                    .extracting(SyncReport::outcome)
                    .containsExactly(
                            SyncOutcome.FINISHED,
                            SyncOutcome.FAILED,
                            SyncOutcome.FINISHED,
                            SyncOutcome.FINISHED,
                            SyncOutcome.FINISHED,
                            SyncOutcome.FINISHED,
                            SyncOutcome.FINISHED);
            assertThat(stage.target().contacts())
                    .hasSize(60)
                    .allSatisfy(contact -> assertThat(contact.attributes())
                            .containsKeys("FIRSTNAME", "FOR_PRO", "QUERY_PLAN")
                            .doesNotContainKey("POSTHOG_COHORTS"));

            stage.sandbox.faults().clear();
            SyncReport second = stage.connector.syncAll();

            assertThat(second.outcome()).as(second.summary()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(stage.target().contacts())
                    .allSatisfy(contact -> assertThat(contact.attributes()).containsKey("POSTHOG_COHORTS"));
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
