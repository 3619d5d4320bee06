package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.ConfigurationException;
import io.tajo.connector.job.Mirror;
import io.tajo.connector.job.QuerySync;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncPlan;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.posthog.EventRecord;
import io.tajo.examples.sandbox.posthog.PersonRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class QueryJobTest {
    private static final String BUYERS = """
            SELECT person.properties.email AS email, count() AS purchases, max(timestamp) AS last_purchase
            FROM events WHERE event = {event} AND timestamp > now() - INTERVAL 30 DAY
            GROUP BY email HAVING purchases > 3 ORDER BY purchases DESC LIMIT 1000""";

    /** Person n has bought n % 8 times in the last days. */
    private static SyncFixture stage() {
        SyncFixture stage = SyncFixture.open(
                sandbox -> sandbox.persons(160).eventsPerPerson(0), connector -> connector.ledger(Ledger.inMemory()));
        Instant now = stage.sandbox.clock().now();
        List<EventRecord> events = new ArrayList<>();
        List<PersonRecord> persons = stage.source().persons();
        for (int i = 0; i < persons.size(); i++) {
            for (int n = 0; n < i % 8; n++) {
                PersonRecord buyer = persons.get(i);
                Instant when = now.minus(Duration.ofHours(10L + n));
                events.add(
                        new EventRecord(UUID.randomUUID(), "bought", buyer.id(), buyer.distinctId(), when, Map.of()));
            }
        }
        stage.source().addEvents(events);
        return stage;
    }

    private static QuerySync buyers() {
        return QuerySync.hogQl(BUYERS)
                .bind("event", "bought")
                .contactBy("email")
                .map("purchases", "PURCHASE_COUNT_30D")
                .map("last_purchase", "LAST_PURCHASE")
                .named("buyers");
    }

    @Test
    void syncQuery_writesItsColumnsAndFillsItsList() {
        try (SyncFixture stage = stage()) {
            long list = stage.target().createList("Buyers");

            SyncReport report =
                    stage.connector.syncQuery(buyers().intoList(list).mirror());

            Map<String, Object> expected = new TreeMap<>();
            List<PersonRecord> persons = stage.source().persons();
            for (int i = 0; i < persons.size(); i++) {
                if (i % 8 > 3) expected.put(Truth.address(persons.get(i)).orElseThrow(), String.valueOf(i % 8));
            }
            assertThat(Truth.attribute(stage.target(), "PURCHASE_COUNT_30D")).isEqualTo(expected);
            assertThat(Truth.members(stage.target(), list)).isEqualTo(expected.keySet());
            assertThat(stage.target().attributes())
                    .containsEntry("PURCHASE_COUNT_30D", "float")
                    .containsEntry("LAST_PURCHASE", "date");
            assertThat(report.counts().applied()).isEqualTo(expected.size());
        }
    }

    @Test
    void syncQuery_byAPropertyOfTheEvent_endingInASemicolonAndAComment_works() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(10).eventsPerPerson(0))) {
            Instant now = stage.sandbox.clock().now();
            PersonRecord buyer = stage.source().persons().get(0);
            List<EventRecord> events = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Map<String, Object> properties = Map.of("$email", "ada@example.com");
                Instant when = now.minus(Duration.ofHours(i + 1L));
                events.add(
                        new EventRecord(UUID.randomUUID(), "bought", buyer.id(), buyer.distinctId(), when, properties));
            }
            stage.source().addEvents(events);

            stage.connector.syncQuery(QuerySync.hogQl("""
                            SELECT properties.$email AS email, count() AS purchases, max(timestamp) AS last_purchase
                            FROM events WHERE event = {event} AND timestamp > now() - INTERVAL 30 DAY
                            GROUP BY email HAVING purchases > 3 ORDER BY purchases DESC LIMIT 1000; -- the best
                            """)
                    .bind("event", "bought")
                    .contactBy("email")
                    .map("purchases", "PURCHASE_COUNT_30D")
                    .map("last_purchase", "LAST_PURCHASE"));

            assertThat(Truth.attribute(stage.target(), "PURCHASE_COUNT_30D")).isEqualTo(Map.of("ada@example.com", "5"));
        }
    }

    @Test
    void syncQuery_withSeveralRowsOfOneContact_countsOneOfThemAndSaysSo() {
        try (SyncFixture stage = stage()) {
            SyncReport report = stage.connector.syncQuery(
                    QuerySync.hogQl("SELECT person.properties.email AS email, event FROM events")
                            .map("event", "LAST_EVENT"));

            assertThat(report.counts().read()).isEqualTo(stage.source().events().size());
            assertThat(report.counts().applied()).isEqualTo(140);
            assertThat(report.counts().merged()).isEqualTo(report.counts().read() - 140);
        }
    }

    @Test
    void syncQuery_withSeveralRowsOfOneContact_countsTheGreatestWhateverTheirOrder() {
        for (boolean reversed : new boolean[] {false, true}) {
            try (SyncFixture stage =
                    SyncFixture.open(sandbox -> sandbox.persons(60).eventsPerPerson(0))) {
                Map<String, Object> expected = buy(stage, reversed);

                stage.connector.syncQuery(
                        QuerySync.hogQl("SELECT person.properties.email AS email, event, timestamp AS at FROM events "
                                        + "ORDER BY event")
                                .map("at", "LAST_TIME")
                                .map("event", "LAST_EVENT"));

                assertThat(Truth.attribute(stage.target(), "LAST_EVENT")).isEqualTo(expected);
            }
        }
    }

    /** Lets each person buy three things one after another, and returns what came last. */
    private static Map<String, Object> buy(SyncFixture stage, boolean reversed) {
        Instant from = stage.sandbox.clock().now().minus(Duration.ofHours(10));
        List<EventRecord> events = new ArrayList<>();
        Map<String, Object> last = new TreeMap<>();
        for (PersonRecord buyer : stage.source().persons()) {
            for (int n = 0; n < 3; n++) {
                String name = "bought " + (events.size() * 7919) % 1_000;
                Instant when = from.plusSeconds(events.size());
                events.add(new EventRecord(UUID.randomUUID(), name, buyer.id(), buyer.distinctId(), when, Map.of()));
                last.put(Truth.address(buyer).orElseThrow(), name);
            }
        }
        if (reversed) Collections.reverse(events);
        stage.source().addEvents(events);
        return last;
    }

    @Test
    void syncQuery_thatPostHogRefusesOrThatLacksAColumn_saysWhatToMend() {
        try (SyncFixture stage = stage()) {
            assertThatThrownBy(() -> QuerySync.hogQl("SELECT 1 AS email LIMIT 10 OFFSET 5"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("OFFSET");
            assertThatThrownBy(() -> stage.connector.syncQuery(
                            QuerySync.hogQl("SELECT FROM WHERE").named("broken")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("PostHog refused the query \"broken\"");
            assertThatThrownBy(() -> stage.connector.syncQuery(
                            QuerySync.hogQl("SELECT id FROM persons").contactBy("mail")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("select the contact's address as mail");
            assertThatThrownBy(() ->
                            stage.connector.syncQuery(QuerySync.hogQl("SELECT properties.email AS email FROM persons")
                                    .map("plan", "PLAN")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("what the job maps to attributes: plan");
            assertThat(stage.target().contacts()).isEmpty();
        }
    }

    @Test
    void syncQuery_mirrored_letsAMemberStayForTheGraceWhoIsNoLongerFound() {
        try (SyncFixture stage = stage()) {
            long list = stage.target().createList("Buyers");
            QuerySync job = buyers().intoList(list).mirror();
            stage.connector.syncQuery(job);
            int members = Truth.members(stage.target(), list).size();
            loseABuyer(stage);

            SyncReport first = stage.connector.syncQuery(job);
            SyncReport second = stage.connector.syncQuery(job);
            SyncPlan plan = stage.connector.preview(job);
            SyncReport third = stage.connector.syncQuery(job);

            assertThat(first.removed()).isEmpty();
            assertThat(second.removed()).isEmpty();
            assertThat(plan.removals()).isEqualTo(Map.of(list, 1L));
            assertThat(third.removed()).isEqualTo(Map.of(list, 1L));
            assertThat(Truth.members(stage.target(), list)).hasSize(members - 1);
        }
    }

    @Test
    void syncQuery_mirroredWithoutGrace_letsAMemberGoAtOnce() {
        try (SyncFixture stage = stage()) {
            long list = stage.target().createList("Buyers");
            QuerySync job = buyers().intoList(list).mirror(Mirror.careful().withGracePeriodRuns(0));
            stage.connector.syncQuery(job);
            loseABuyer(stage);

            assertThat(stage.connector.syncQuery(job).removed()).isEqualTo(Map.of(list, 1L));
        }
    }

    private static void loseABuyer(SyncFixture stage) {
        PersonRecord gone = stage.source().persons().get(5);
        List<EventRecord> events = stage.source().events();
        stage.source().removeEvents();
        stage.source()
                .addEvents(events.stream()
                        .filter(event -> !event.personId().equals(gone.id()))
                        .toList());
    }

    @Test
    void syncQuery_whoseFirstRowHoldsNothing_createsTheAttributeWithTheTypeOfTheColumn() {
        try (SyncFixture stage = stage()) {
            String sparse = "SELECT person.properties.email AS email, nullIf(count(), 1) AS purchases, "
                    + "if(count() = 1, NULL, max(timestamp)) AS last_purchase FROM events GROUP BY email";

            stage.connector.syncQuery(
                    QuerySync.hogQl(sparse).map("purchases", "PURCHASES").map("last_purchase", "LAST_PURCHASE"));

            assertThat(stage.target().attributes())
                    .containsEntry("PURCHASES", "float")
                    .containsEntry("LAST_PURCHASE", "date");
        }
    }

    private static QuerySync regulars(int atLeast) {
        return QuerySync.hogQl("SELECT person.properties.email AS email, count() AS purchases FROM events "
                        + "WHERE event = 'bought' GROUP BY email HAVING purchases >= {least}")
                .bind("least", atLeast)
                .map("purchases", "PURCHASES")
                .clearOthers()
                .named("regulars");
    }

    /** Person n has bought n % 8 times. */
    private static Map<String, Object> buyersOf(SyncFixture stage, int atLeast) {
        Map<String, Object> expected = new TreeMap<>();
        List<PersonRecord> persons = stage.source().persons();
        for (int i = 0; i < persons.size(); i++) {
            if (i % 8 >= atLeast) expected.put(Truth.address(persons.get(i)).orElseThrow(), String.valueOf(i % 8));
        }
        return expected;
    }

    @Test
    void clearOthers_whoDropsOutOfTheRowsLosesWhatTheJobHadFilled_andNothingElse() {
        try (SyncFixture stage = stage()) {
            stage.target().putContact("by-hand@example.com", Map.of(), List.of());
            stage.connector.syncQuery(regulars(2));
            stage.target().putContact("by-hand@example.com", Map.of("PURCHASES", 9), List.of());

            SyncReport report = stage.connector.syncQuery(regulars(3));
            SyncReport again = stage.connector.syncQuery(regulars(3));

            Map<String, Object> expected = buyersOf(stage, 3);
            expected.put("by-hand@example.com", "9");
            assertThat(Truth.attribute(stage.target(), "PURCHASES")).isEqualTo(expected);
            assertThat(report.counts().applied()).isEqualTo(20);
            assertThat(report.remarks()).anyMatch(remark -> remark.contains("attributes of 20 contacts are cleared"));
            assertThat(again.counts().applied()).isZero();
        }
    }

    @Test
    void clearOthers_ofASourceThatBroke_clearsNothingUnlessItIsConfirmed() {
        try (SyncFixture stage = stage()) {
            Ledger ledger = Ledger.inMemory();
            stage.connector(settings -> settings.ledger(ledger)).syncQuery(regulars(2));

            SyncReport report =
                    stage.connector(settings -> settings.ledger(ledger)).syncQuery(regulars(100));

            assertThat(report.outcome()).isEqualTo(SyncOutcome.HELD_BACK);
            assertThat(report.heldBack()).isEqualTo(Map.of(0L, 120L));
            assertThat(report.remarks()).anyMatch(remark -> remark.contains("confirmRemovals(0, 0)"));
            assertThat(Truth.attribute(stage.target(), "PURCHASES")).isEqualTo(buyersOf(stage, 2));

            stage.connector(settings -> settings.ledger(ledger).confirmRemovals(0, 0))
                    .syncQuery(regulars(100));
            assertThat(Truth.attribute(stage.target(), "PURCHASES")).isEmpty();
        }
    }

    @Test
    void syncQuery_byDefault_leavesWhatItHasFilled() {
        try (SyncFixture stage = stage()) {
            QuerySync two = QuerySync.hogQl("SELECT person.properties.email AS email, count() AS purchases FROM events "
                            + "GROUP BY email HAVING purchases >= {least}")
                    .map("purchases", "PURCHASES")
                    .named("regulars");
            stage.connector.syncQuery(two.bind("least", 2));
            stage.connector.syncQuery(two.bind("least", 3));

            assertThat(Truth.attribute(stage.target(), "PURCHASES")).isEqualTo(buyersOf(stage, 2));
        }
    }
}
