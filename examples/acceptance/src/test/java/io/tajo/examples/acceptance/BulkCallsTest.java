package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.ConnectorBuilder;
import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.mapping.MissingValuePolicy;
import io.tajo.connector.mapping.Transforms;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.control.Service;
import io.tajo.examples.sandbox.posthog.CohortRecord;
import io.tajo.examples.sandbox.posthog.PersonRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What changes for many contacts takes few calls, whatever changes. */
class BulkCallsTest {
    private static ConnectorBuilder settings(ConnectorBuilder connector, Ledger ledger) {
        return connector
                .ledger(ledger)
                .mapping(FieldMapping.builder()
                        .map("name", "FIRSTNAME")
                        .map("plan", "PLAN", Transforms.text(), MissingValuePolicy.CLEAR)
                        .build())
                .jobs(PersonSync.all(), FlagSync.of("for-pro").toAttribute("FOR_PRO"));
    }

    private static void each(SyncFixture stage, Consumer<Map<String, Object>> change) {
        for (PersonRecord person : stage.source().persons()) {
            Map<String, Object> properties = new HashMap<>(person.properties());
            change.accept(properties);
            stage.source().add(new PersonRecord(person.id(), person.distinctId(), person.createdAt(), properties));
        }
    }

    private static long brevoCalls(SyncFixture stage) {
        return stage.sandbox.calls().count(Service.BREVO);
    }

    /** Changes ten thousand persons after a first run, and returns how many calls to Brevo the second run takes. */
    private static long callsAfter(
            Consumer<Map<String, Object>> before, Consumer<Map<String, Object>> change, Object held) {
        try (Ledger ledger = Ledger.inMemory();
                SyncFixture stage = SyncFixture.open(
                        sandbox -> sandbox.persons(10_000).world(true), connector -> settings(connector, ledger))) {
            each(stage, before);
            assertThat(stage.connector.syncAll().outcome()).isEqualTo(SyncOutcome.FINISHED);
            each(stage, change);
            stage.sandbox.calls().clear();

            SyncReport report = stage.connector.syncAll();

            assertThat(report.outcome()).as(report.summary()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(report.counts().applied()).isEqualTo(10_000);
            assertThat(stage.target().contacts())
                    .allSatisfy(contact ->
                            assertThat(contact.attributes().get("FOR_PRO")).isEqualTo(held));
            return brevoCalls(stage);
        }
    }

    @Test
    @Timeout(120)
    void aFlagThatTurnsFalseForTenThousandContacts_takesFewCalls() {
        assertThat(callsAfter(person -> person.put("plan", "pro"), person -> person.put("plan", "free"), false))
                .isLessThanOrEqualTo(60);
    }

    @Test
    @Timeout(120)
    void aFieldThatIsClearedForTenThousandContacts_takesFewCalls() {
        assertThat(callsAfter(person -> person.put("plan", "free"), person -> person.remove("plan"), false))
                .isLessThanOrEqualTo(60);
    }

    @Test
    @Timeout(3_600)
    @EnabledIfSystemProperty(named = "stress", matches = "true", disabledReason = "takes minutes: run it with -Pstress")
    void fiftyOverlappingCohorts_intoFiftyLists_takeFewCalls() {
        try (Ledger ledger = Ledger.inMemory();
                SyncFixture stage = SyncFixture.open(
                        60,
                        sandbox -> sandbox.persons(100_000).eventsPerPerson(0),
                        connector -> settings(connector, ledger)
                                .jobs(PersonSync.all(), CohortSync.all().intoListsNamedAlike()))) {
            account(stage);
            List<UUID> persons =
                    stage.source().persons().stream().map(PersonRecord::id).toList();
            Random random = new Random(5);
            for (int cohort = 1; cohort <= 50; cohort++) {
                Set<UUID> members = new HashSet<>();
                while (members.size() < 10_000) members.add(persons.get(random.nextInt(persons.size())));
                stage.source().add(CohortRecord.of(1_000 + cohort, "Cohort " + cohort, members));
            }
            for (String run : List.of("first", "second")) {
                stage.sandbox.calls().clear();

                SyncReport report = stage.connector.syncAll();

                long reads = stage.sandbox.calls().count(Service.BREVO, "GET /contacts");
                System.out.printf(
                        "%s run: %d calls to PostHog, %d to Brevo, %d of them pages of contacts, %d create%n",
                        run,
                        stage.sandbox.calls().count(Service.POSTHOG),
                        brevoCalls(stage),
                        reads,
                        report.createdAttributes().size()
                                + report.createdLists().size());
                assertThat(report.outcome()).as(report.summary()).isEqualTo(SyncOutcome.FINISHED);
                assertThat(stage.sandbox.calls().count(Service.BREVO, "POST /contacts"))
                        .isLessThan(1_000);
                assertThat(brevoCalls(stage) - reads).isLessThanOrEqualTo(run.equals("first") ? 300 + 55 : 10);
            }
        }
    }

    /** Two hundred thousand contacts in a dozen lists, half of them of the persons. */
    private static void account(SyncFixture stage) {
        Random random = new Random(6);
        List<Long> lists = new java.util.ArrayList<>();
        for (int i = 0; i < 12; i++) lists.add(stage.target().createList("Campaign " + i));
        for (int i = 0; i < 200_000; i++) {
            Set<Long> memberOf = new HashSet<>();
            for (Long list : lists) if (random.nextInt(4) == 0) memberOf.add(list);
            stage.target().putContact("person." + (50_000 + i) + "@example.com", Map.of(), memberOf);
        }
    }
}
