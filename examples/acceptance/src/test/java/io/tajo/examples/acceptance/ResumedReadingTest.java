package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.ConnectorBuilder;
import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.FunnelSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.ReplaySync;
import io.tajo.connector.job.Resend;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncPlan;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.Sandbox;
import io.tajo.examples.sandbox.brevo.ContactRecord;
import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.Service;
import io.tajo.examples.sandbox.posthog.PersonRecord;
import io.tajo.posthog.PostHogClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a quota that does not last for a reading, each run goes on where the one before was paused. */
@Timeout(240)
class ResumedReadingTest {
    private static final String QUERY = "POST /api/projects/{project}/query/";
    private static final int PERSONS = 1_000;
    private static final int ROWS = 100;

    private static List<SyncJob> jobs(SyncFixture stage) {
        return List.of(
                PersonSync.all().intoList(list(stage, "Everybody")).mirror(),
                CohortSync.of(3).intoList(list(stage, "Members")).mirror(),
                FlagSync.of("for-pro").toAttribute("FOR_PRO"),
                FunnelSync.steps("signup_completed", "purchase_completed").stageTo("FUNNEL_STAGE"),
                ReplaySync.last(Duration.ofDays(30)));
    }

    private static long list(SyncFixture stage, String name) {
        return stage.target().lists().stream()
                .filter(list -> list.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @TempDir
    Path folder;

    private static SyncFixture stage(Ledger ledger) {
        SyncFixture stage = SyncFixture.open(
                sandbox -> sandbox.persons(PERSONS).untidy(true).world(true), connector -> settings(connector, ledger));
        stage.source().limitAnswers(ROWS);
        stage.target().createList("Everybody");
        stage.target().createList("Members");
        return stage;
    }

    private static ConnectorBuilder settings(ConnectorBuilder connector, Ledger ledger) {
        return connector
                .ledger(ledger)
                .mapping(FieldMapping.builder()
                        .map("person_id", "EXT_ID")
                        .map("name", "FIRSTNAME")
                        .map("plan", "PLAN")
                        .map("total_events", "EVENT_COUNT")
                        .map("cohort_names", "POSTHOG_COHORTS")
                        .build());
    }

    /** Runs a job hour by hour, each with so many queries, until it has come to its end. */
    private static List<SyncReport> runHourly(SyncFixture stage, Ledger ledger, SyncJob job, int queries) {
        List<SyncReport> reports = new ArrayList<>();
        do {
            reports.add(pause(stage, ledger, job, queries));
        } while (reports.get(reports.size() - 1).outcome() == SyncOutcome.PAUSED && reports.size() < 100);
        stage.sandbox.faults().clear();
        return reports;
    }

    /** Every attribute and mailing list of every contact; the list that imports name is none. */
    private static Map<String, String> contacts(SyncFixture stage) {
        Set<Long> lists = Set.of(list(stage, "Everybody"), list(stage, "Members"));
        Map<String, String> contacts = new TreeMap<>();
        for (ContactRecord contact : stage.target().contacts()) {
            Set<Long> mailing = new TreeSet<>(contact.listIds());
            mailing.retainAll(lists);
            contacts.put(contact.email(), new TreeMap<>(contact.attributes()) + " " + mailing);
        }
        return contacts;
    }

    /** A tenth of the persons has another plan, a tenth has another address, and a tenth is gone. */
    private static void change(SyncFixture stage) {
        List<PersonRecord> persons = stage.source().persons();
        for (int i = 0; i < persons.size(); i++) {
            PersonRecord person = persons.get(i);
            Map<String, Object> properties = new HashMap<>(person.properties());
            if (i % 10 == 1) properties.put("plan", "pro".equals(properties.get("plan")) ? "free" : "pro");
            if (i % 10 == 2) properties.put("email", "moved." + i + "@example.com");
            if (i % 10 == 4) stage.source().remove(person.id());
            else stage.source().add(new PersonRecord(person.id(), person.distinctId(), person.createdAt(), properties));
        }
    }

    private static long queries(SyncFixture stage) {
        return stage.sandbox.calls().all().stream()
                .filter(call -> call.route().equals(QUERY))
                .count();
    }

    @Test
    void aReadingOverManyRuns_endsAsOneThatIsReadAtOnce() {
        try (Ledger ledger = Ledger.embedded(folder.resolve("ledger"));
                Ledger other = Ledger.inMemory();
                SyncFixture hourly = stage(ledger);
                SyncFixture atOnce = stage(other)) {
            for (boolean changed : List.of(false, true)) {
                if (changed) {
                    change(hourly);
                    change(atOnce);
                }
                for (SyncJob job : jobs(hourly)) {
                    SyncReport whole = atOnce.connector.run(job);
                    List<SyncReport> parts = runHourly(hourly, ledger, job, 12);

                    assertThat(whole.outcome()).as(whole.summary()).isEqualTo(SyncOutcome.FINISHED);
                    SyncReport last = parts.get(parts.size() - 1);
                    assertThat(last.outcome()).as(last.summary()).isEqualTo(SyncOutcome.FINISHED);
                    assertThat(parts.size()).as(job.name()).isBetween(2, 15);
                }
                Map<String, String> expected = contacts(atOnce);
                assertThat(contacts(hourly).keySet()).isEqualTo(expected.keySet());
                assertThat(contacts(hourly))
                        .allSatisfy(
                                (address, held) -> assertThat(held).as(address).isEqualTo(expected.get(address)));
            }
        }
    }

    @Test
    void aReadingOverManyRuns_readsEachPersonOnce() {
        try (Ledger ledger = Ledger.inMemory();
                SyncFixture hourly = stage(ledger)) {
            // Every run asks for the shared addresses anew: one query.
            List<SyncReport> parts = runHourly(hourly, ledger, CohortSync.of(3).intoList(list(hourly, "Members")), 8);

            long read = parts.stream().mapToLong(part -> part.counts().read()).sum();
            assertThat(parts).hasSizeGreaterThan(2);
            assertThat(read).isLessThan(2 * PERSONS);
            assertThat(queries(hourly)).isLessThan(8L * parts.size() + 8);
        }
    }

    /** Pauses the reading of a job once, after so many queries. */
    private static SyncReport pause(SyncFixture stage, Ledger ledger, SyncJob job, int queries) {
        return pause(stage, connector -> settings(connector, ledger), job, queries);
    }

    private static SyncReport pause(
            SyncFixture stage, UnaryOperator<ConnectorBuilder> settings, SyncJob job, int queries) {
        Sandbox sandbox = stage.sandbox;
        sandbox.faults().clear();
        sandbox.faults()
                .add(Fault.on(Service.POSTHOG)
                        .route(QUERY)
                        .skip(queries)
                        .times(1_000)
                        .status(429)
                        .header("Retry-After", "3600"));
        SyncReport report;
        try (PostHogClient once = client(sandbox)) {
            report = stage.connector(connector -> settings.apply(connector).postHog(once))
                    .run(job);
        }
        sandbox.faults().clear();
        return report;
    }

    private static PostHogClient client(Sandbox sandbox) {
        return PostHogClient.builder()
                .host(sandbox.postHogUri().toString())
                .personalApiKey(sandbox.personalApiKey())
                .projectToken(sandbox.projectToken())
                .projectId(sandbox.projectId())
                .build();
    }

    @Test
    void resendAll_afterAPausedReading_sendsEverything() {
        try (Ledger ledger = Ledger.inMemory();
                SyncFixture stage = stage(ledger)) {
            PersonSync job = PersonSync.all();
            SyncReport first = stage.connector.run(job);
            SyncReport paused = pause(stage, ledger, job, 12);
            SyncReport again;
            try (PostHogClient later = client(stage.sandbox)) {
                again = stage.connector(connector -> settings(connector, ledger).postHog(later))
                        .run(job, Resend.all());
            }

            assertThat(paused.outcome()).isEqualTo(SyncOutcome.PAUSED);
            assertThat(again.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(again.counts().applied()).isEqualTo(first.counts().applied());
        }
    }

    @Test
    void aRunWithAPlan_afterAPausedReading_doesWhatThePlanSays() {
        try (Ledger ledger = Ledger.inMemory();
                SyncFixture stage = stage(ledger)) {
            PersonSync job = PersonSync.all();
            stage.connector.run(job);
            SyncReport paused = pause(stage, ledger, job, 12);
            change(stage);
            SyncPlan plan;
            SyncReport report;
            try (PostHogClient later = client(stage.sandbox)) {
                var connector = stage.connector(each -> settings(each, ledger).postHog(later));
                plan = connector.preview(job);
                report = connector.run(job, plan);
            }

            assertThat(paused.outcome()).isEqualTo(SyncOutcome.PAUSED);
            assertThat(report.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(report.counts().changed())
                    .isEqualTo(plan.report().counts().changed());
        }
    }

    @Test
    void aReadingWhosePersonsHaveAllMoved_comesToItsEnd() {
        try (Ledger ledger = Ledger.inMemory();
                SyncFixture stage = stage(ledger)) {
            stage.connector.run(PersonSync.all());
            int number = 0;
            for (PersonRecord person : stage.source().persons()) {
                Map<String, Object> properties = new HashMap<>(person.properties());
                properties.put("email", "moved." + number++ + "@example.com");
                stage.source().add(new PersonRecord(person.id(), person.distinctId(), person.createdAt(), properties));
            }

            List<SyncReport> reports = runHourly(stage, ledger, PersonSync.all(), 12);

            assertThat(reports.get(reports.size() - 1).outcome()).isEqualTo(SyncOutcome.FINISHED);
        }
    }

    @Test
    void contactsLeftWithEarlierAddresses_areCountedOverTheWholeReading() {
        FieldMapping mapping = FieldMapping.builder()
                .map("name", "FIRSTNAME")
                .map("plan", "PLAN")
                .map("total_events", "EVENT_COUNT")
                .build();
        try (Ledger ledger = Ledger.inMemory();
                Ledger other = Ledger.inMemory();
                SyncFixture stage = stage(ledger)) {
            stage.connector(connector -> connector.ledger(ledger).mapping(mapping))
                    .run(PersonSync.all());
            stage.connector(connector -> connector.ledger(other).mapping(mapping))
                    .run(PersonSync.all());
            change(stage);
            SyncReport whole = stage.connector(
                            connector -> connector.ledger(other).mapping(mapping))
                    .run(PersonSync.all());
            pause(stage, connector -> connector.ledger(ledger).mapping(mapping), PersonSync.all(), 12);
            SyncReport last;
            try (PostHogClient later = client(stage.sandbox)) {
                last = stage.connector(connector ->
                                connector.ledger(ledger).mapping(mapping).postHog(later))
                        .run(PersonSync.all());
            }

            assertThat(leftBehind(last)).isEqualTo(leftBehind(whole));
        }
    }

    private static String leftBehind(SyncReport report) {
        return report.remarks().stream()
                .filter(remark -> remark.contains("earlier address"))
                .findFirst()
                .orElse("none");
    }

    @Test
    void aFunnelThatDoesNotFitIntoOneQuota_comesToItsEnd() {
        try (Ledger ledger = Ledger.inMemory();
                SyncFixture stage = SyncFixture.open(
                        sandbox -> sandbox.persons(6_000).eventsPerPerson(4).seed(8),
                        connector -> settings(connector, ledger))) {
            stage.connector.run(PersonSync.all());
            stage.source().limitAnswers(1_000);
            FunnelSync job = FunnelSync.steps("$pageview", "purchase_completed")
                    .lastDays(400)
                    .stageTo("STAGE");

            List<SyncReport> reports = runHourly(stage, ledger, job, 8);

            assertThat(reports.get(reports.size() - 1).outcome()).isEqualTo(SyncOutcome.FINISHED);
        }
    }

    @Test
    void aJobOfAnotherCohort_underTheSameName_beginsAnew() {
        try (Ledger ledger = Ledger.inMemory();
                SyncFixture stage = stage(ledger)) {
            stage.connector.run(PersonSync.all());
            long list = list(stage, "Members");
            CohortSync job = CohortSync.of(3).intoList(list).mirror().named("members");
            SyncReport paused = pause(stage, ledger, job, 8);
            SyncReport report;
            long other = list(stage, "Everybody");
            try (PostHogClient later = client(stage.sandbox)) {
                var connector = stage.connector(each -> settings(each, ledger).postHog(later));
                report = connector.run(CohortSync.of(2).intoList(list).mirror().named("members"));
                connector.run(CohortSync.of(2).intoList(other).mirror().named("the same"));
            }

            assertThat(paused.outcome()).isEqualTo(SyncOutcome.PAUSED);
            assertThat(report.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(Truth.members(stage.target(), list)).isEqualTo(Truth.members(stage.target(), other));
        }
    }
}
