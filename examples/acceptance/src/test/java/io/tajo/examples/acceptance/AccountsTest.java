package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.ConnectorBuilder;
import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.ledger.DeadLetterQuery;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.mapping.MissingValuePolicy;
import io.tajo.connector.mapping.Transforms;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.Service;
import io.tajo.examples.sandbox.posthog.CohortRecord;
import io.tajo.examples.sandbox.posthog.EventRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However a run breaks off, its report accounts for every row, and the next run loses none. */
@Timeout(120)
class AccountsTest {
    private static final FieldMapping BORN = FieldMapping.builder()
            .map("name", "FIRSTNAME")
            .map("born", "BORN", Transforms.date())
            .build();

    private static SyncFixture stage(UnaryOperator<ConnectorBuilder> settings) {
        return SyncFixture.open(
                sandbox -> sandbox.persons(0), connector -> settings.apply(connector.ledger(Ledger.inMemory())));
    }

    private static SyncFixture crowd(int persons, FieldMapper mapping) {
        SyncFixture stage = stage(connector -> connector.mapping(mapping));
        for (int i = 0; i < persons; i++) {
            stage.person(
                    new UUID(0, i),
                    Map.of("email", "p" + i + "@example.com", "name", "P" + i, "born", "1990-01-02", "plan", "x"));
        }
        return stage;
    }

    private static Fault brevo(String route) {
        return Fault.on(Service.BREVO).route(route);
    }

    private static Fault usedUp(Fault fault) {
        return fault.times(1_000).status(429).header("x-sib-ratelimit-reset", "6000");
    }

    private static long holding(SyncFixture stage, String attribute) {
        return Truth.attribute(stage.target(), attribute).size();
    }

    private static void bought(SyncFixture stage, UUID person, int times, Duration ago) {
        Instant when = stage.sandbox.clock().now().minus(ago).truncatedTo(ChronoUnit.MILLIS);
        List<EventRecord> events = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Map<String, Object> properties = i < 250 ? Map.of() : Map.of("tag", "x");
            events.add(new EventRecord(
                    UUID.randomUUID(), "bought", person, "d-" + person, when.plusMillis(i), properties));
        }
        stage.source().addEvents(events);
    }

    @Test
    void aQuotaThatRunsOutWhileALossIsMended_pausesAndAccountsForEverybody() {
        try (SyncFixture stage = crowd(300, BORN)) {
            stage.target().quirks().loseInImports("BORN");
            stage.sandbox.faults().add(usedUp(brevo("POST /contacts").skip(2)));

            SyncReport report = stage.sync();

            assertThat(report.outcome()).isEqualTo(SyncOutcome.PAUSED);
            // What the rest of the import brought is not known to have arrived.
            assertThat(report.counts().applied()).isEqualTo(2);
            assertThat(report.counts().pending()).isEqualTo(298);
        }
    }

    @Test
    void aReadBackThatFails_provesNothing() {
        try (SyncFixture stage = crowd(300, BORN)) {
            stage.target().quirks().loseInImports("BORN");
            stage.sandbox
                    .faults()
                    .add(brevo("GET /contacts").skip(1).times(1_000).status(503));
            SyncReport first = stage.sync();
            stage.sandbox.faults().clear();

            stage.sync();
            stage.sync();

            assertThat(first.outcome()).isEqualTo(SyncOutcome.FAILED);
            assertThat(holding(stage, "BORN")).isEqualTo(300);
        }
    }

    @Test
    void aLossIsSuspectedWhereTheFieldWasSentOnly() {
        AtomicBoolean pro = new AtomicBoolean();
        FieldMapper mapping = FieldMapping.builder()
                .map("name", "FIRSTNAME")
                .build()
                .andThen((person, contact) -> contact.set("SUBSCRIPTION_PLAN", pro.get() ? "pro" : "free"));
        try (SyncFixture stage = crowd(300, mapping)) {
            stage.target().addAttribute("SUBSCRIPTION_PLAN", "text");
            stage.sync();
            pro.set(true);
            stage.source().remove(new UUID(0, 0));
            stage.person(new UUID(0, 0), Map.of("email", "p0@example.com", "name", "Another"));
            stage.target().quirks().loseInImports("FIRSTNAME");
            stage.sync();

            SyncReport next = stage.sync();

            assertThat(next.counts().changed()).isLessThanOrEqualTo(1);
            assertThat(Truth.attribute(stage.target(), "FIRSTNAME")).containsEntry("p0@example.com", "Another");
        }
    }

    @Test
    void aQuotaThatRunsOutAfterARefusedAddition_pausesAndAccountsForEverybody() {
        try (SyncFixture stage = crowd(100, FieldMapping.defaults())) {
            stage.sync();
            long list = stage.target().createList("Members");
            Set<UUID> all = new HashSet<>();
            for (int i = 0; i < 100; i++) all.add(new UUID(0, i));
            stage.source().add(CohortRecord.of(43, "Members", all));
            stage.sandbox
                    .faults()
                    .add(brevo("POST /contacts/lists/{listId}/contacts/add").status(400));
            stage.sandbox
                    .faults()
                    .add(usedUp(
                            brevo("POST /contacts/lists/{listId}/contacts/add").skip(3)));

            SyncReport report = stage.connector.syncCohorts(CohortSync.of(43).intoList(list));

            assertThat(report.outcome()).isEqualTo(SyncOutcome.PAUSED);
            assertThat(report.counts().applied()).isEqualTo(3);
            assertThat(report.counts().pending()).isEqualTo(97);
        }
    }

    @Test
    void aQuotaThatRunsOutWhileMembersLeave_pausesAndCountsThoseWhoStay() {
        AtomicLong list = new AtomicLong();
        AtomicBoolean leave = new AtomicBoolean();
        FieldMapper mapping = FieldMapping.builder().map("plan", "PLAN").build().andThen((person, contact) -> {
            if (leave.get()) contact.leaveList(list.get());
            else contact.joinList(list.get());
        });
        try (SyncFixture stage = crowd(200, mapping)) {
            list.set(stage.target().createList("Members"));
            stage.sync();
            leave.set(true);
            stage.sandbox.faults().add(usedUp(brevo("POST /contacts/lists/{listId}/contacts/remove")));

            SyncReport report = stage.sync();

            assertThat(report.outcome()).isEqualTo(SyncOutcome.PAUSED);
            assertThat(report.notRemoved().get(list.get())).isPositive();
        }
    }

    @Test
    void aFieldThatWasNotClearedBecauseBrevoRefused_isNoRemark() {
        FieldMapping clearing = FieldMapping.builder()
                .map("name", "FIRSTNAME", Transforms.text(), MissingValuePolicy.CLEAR)
                .build();
        try (SyncFixture stage = crowd(1, clearing)) {
            stage.sync();
            stage.source().remove(new UUID(0, 0));
            stage.person(new UUID(0, 0), Map.of("email", "p0@example.com"));
            stage.sandbox.faults().add(brevo("POST /contacts").status(400));

            SyncReport report = stage.sync();

            assertThat(report.counts().failed()).isEqualTo(1);
            assertThat(report.remarks()).isEmpty();
        }
    }

    @Test
    void eventsOfWhichBrevoSaysNothing_areMetAgainHoweverOld() {
        try (SyncFixture stage = crowd(1, FieldMapping.defaults())) {
            stage.sync();
            bought(stage, new UUID(0, 0), 600, Duration.ofHours(3));
            stage.sandbox
                    .faults()
                    .add(brevo("POST /events/batch")
                            .skip(1)
                            .plainText(400, "{\"errors\":[{\"eventIndex\":[0],\"message\":\"bad\"}]}"));
            EventSync job = EventSync.of("bought");

            SyncReport first = stage.connector.syncEvents(job);
            stage.connector.syncEvents(job);

            assertThat(first.outcome()).isEqualTo(SyncOutcome.PAUSED);
            assertThat(stage.target().events()).hasSize(600);
        }
    }

    @Test
    void aBatchThatIsRefusedWithoutAWord_costsTheEventsThatAreRefusedOnly() {
        try (SyncFixture stage = crowd(1, FieldMapping.defaults())) {
            stage.sync();
            bought(stage, new UUID(0, 0), 200, Duration.ofHours(3));
            // The batch, its first half, a quarter, and so on to one event.
            stage.sandbox.faults().add(brevo("POST /events/batch").times(8).status(400));

            SyncReport report = stage.connector.syncEvents(EventSync.of("bought"));

            assertThat(report.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(report.counts().failed()).isEqualTo(1);
            assertThat(stage.target().events()).hasSize(199);
        }
    }

    @Test
    void aFirstRunOfEventsThatFails_beginsWhereItBegan() {
        try (SyncFixture stage = crowd(1, FieldMapping.defaults())) {
            stage.sync();
            bought(stage, new UUID(0, 0), 1, Duration.ofMinutes(9));
            EventSync job = EventSync.of("bought").since(Duration.ofMinutes(10)).overlap(Duration.ofMinutes(1));
            stage.sandbox.faults().add(usedUp(brevo("POST /events/batch")));
            SyncReport first = stage.connector.syncEvents(job);
            stage.sandbox.faults().clear();
            stage.sandbox.clock().advance(Duration.ofHours(2));

            stage.connector.syncEvents(job);

            assertThat(first.outcome()).isEqualTo(SyncOutcome.PAUSED);
            assertThat(stage.target().events()).hasSize(1);
        }
    }

    @Test
    void anOptionThatCanNotBeAdded_accountsForEveryEvent() {
        try (SyncFixture stage = crowd(1, FieldMapping.defaults())) {
            stage.sync();
            stage.target().addAttribute("TAGS", "multiple-choice");
            bought(stage, new UUID(0, 0), 300, Duration.ofHours(2));

            SyncReport report =
                    stage.connector.syncEvents(EventSync.of("bought").attribute("tag", "TAGS"));

            assertThat(report.counts().read()).isEqualTo(300);
            assertThat(report.counts().rejected()).isZero();
        }
    }

    @Test
    void aLetterWhosePersonHasBecomePartOfAnother_staysUntilARunMeetsEverybody() {
        FieldMapper picky = FieldMapping.defaults().andThen((person, contact) -> {
            if (person.text("plan").isEmpty()) throw new IllegalStateException("no plan");
        });
        try (SyncFixture stage = stage(connector -> connector.mapping(picky))) {
            stage.person(new UUID(0, 1), Instant.parse("2026-01-02T03:04:05Z"), Map.of("email", "bob@example.com"));
            stage.sync();
            stage.person(new UUID(0, 2), Instant.parse("2026-02-02T03:04:05Z"), Map.of("email", "bob@example.com"));

            stage.connector.deadLetters().retry(DeadLetterQuery.all());

            assertThat(stage.connector.deadLetters().list(DeadLetterQuery.all()))
                    .hasSize(1);
        }
    }

    @Test
    void aRetry_takesNobodyOutOfAList() {
        AtomicLong list = new AtomicLong();
        AtomicBoolean bad = new AtomicBoolean();
        FieldMapper mapping = FieldMapping.builder().map("plan", "PLAN").build().andThen((person, contact) -> {
            if (bad.get()) throw new IllegalStateException("bad");
            if (person.text("plan").isEmpty()) contact.leaveList(list.get());
            else contact.joinList(list.get());
        });
        try (SyncFixture stage = crowd(1, mapping)) {
            list.set(stage.target().createList("Members"));
            stage.sync();
            stage.source().remove(new UUID(0, 0));
            stage.person(new UUID(0, 0), Map.of("email", "p0@example.com"));
            bad.set(true);
            stage.sync();
            bad.set(false);

            SyncReport retried = stage.connector.deadLetters().retry(DeadLetterQuery.all());

            assertThat(retried.removed()).isEmpty();
            assertThat(Truth.members(stage.target(), list.get())).hasSize(1);
            assertThat(stage.sync().removed()).containsEntry(list.get(), 1L);
        }
    }

    private static final String IMPORT = "POST /contacts/import";

    private static long imports(SyncFixture stage) {
        return stage.sandbox.calls().count(Service.BREVO, IMPORT);
    }

    @Test
    void anImportWhoseEndNobodySaw_isFollowedUpBeforeAnythingIsPlanned() {
        try (SyncFixture stage = stage(connector -> connector.mapping(BORN).verifySample(0))) {
            for (int i = 0; i < 80; i++) {
                stage.person(new UUID(0, i), Map.of("email", "p" + i + "@example.com", "name", "P" + i));
            }
            stage.sandbox.faults().add(brevo("GET /processes").times(1_000).status(503));
            SyncReport first = stage.sync();
            stage.sandbox.faults().clear();

            SyncReport second = stage.sync();

            assertThat(first.counts().pending()).isEqualTo(80);
            assertThat(second.counts().unchanged()).isEqualTo(80);
            assertThat(second.remarks()).singleElement().asString().contains("ended as completed");
            assertThat(imports(stage)).isEqualTo(1);
        }
    }

    @Test
    void anImportWhoseEndNobodySaw_isComparedWithWhatBrevoHolds_andNotSentAgain() {
        try (SyncFixture stage = crowd(80, BORN)) {
            stage.sandbox.faults().add(brevo("GET /processes").times(1_000).status(503));
            stage.sync();
            stage.sandbox.faults().clear();

            SyncReport second = stage.sync();

            assertThat(second.counts().unchanged()).isEqualTo(80);
            assertThat(imports(stage)).isEqualTo(1);
            assertThat(stage.sync().counts().unchanged()).isEqualTo(80);
        }
    }

    @Test
    void eventsThatAreHeldBack_beginWhereTheyWouldHaveBegun() {
        EventSync job = EventSync.of("bought").since(Duration.ofMinutes(10)).overlap(Duration.ofMinutes(1));
        try (SyncFixture stage = stage(connector -> connector.jobs(PersonSync.all(), job))) {
            for (int i = 0; i < 60; i++) stage.person(new UUID(0, i), Map.of("email", "p" + i + "@example.com"));
            bought(stage, new UUID(0, 0), 1, Duration.ofMinutes(9));
            stage.sandbox.faults().add(brevo(IMPORT).times(1_000).status(425));
            SyncReport first = stage.connector.syncAll();
            stage.sandbox.faults().clear();
            stage.sandbox.clock().advance(Duration.ofHours(2));

            stage.connector.syncAll();

            assertThat(first.parts().get(1).failure())
                    .hasValueSatisfying(why -> assertThat(why).startsWith("Not run"));
            assertThat(stage.target().events()).hasSize(1);
        }
    }

    @Test
    void eventsInDoubt_waitForTheQuotaThatBrevoIsAskedWith() {
        try (SyncFixture stage = crowd(1, FieldMapping.defaults())) {
            stage.sync();
            bought(stage, new UUID(0, 0), 100, Duration.ofHours(3));
            EventSync job = EventSync.of("bought").atMostOnce();
            stage.sandbox.faults().add(brevo("POST /events/batch").reset());
            stage.connector.syncEvents(job);
            stage.sandbox.faults().add(usedUp(brevo("GET /events")));

            SyncReport second = stage.connector.syncEvents(job);
            stage.sandbox.faults().clear();
            SyncReport third = stage.connector.syncEvents(job);

            assertThat(second.outcome()).isEqualTo(SyncOutcome.PAUSED);
            assertThat(third.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(stage.target().events()).hasSize(100);
        }
    }
}
