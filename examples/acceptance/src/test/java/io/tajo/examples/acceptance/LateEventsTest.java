package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.ExportSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.ledger.DeadLetterQuery;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.brevo.StoredEventRecord;
import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.Service;
import io.tajo.examples.sandbox.posthog.EventRecord;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events are followed by when PostHog took them in, and each arrives once. */
@Timeout(120)
class LateEventsTest {
    private static final EventSync JOB = EventSync.of("bought").named("purchases");

    private final UUID ada = new UUID(0, 1);

    private SyncFixture open() {
        SyncFixture stage =
                SyncFixture.open(sandbox -> sandbox.persons(0), connector -> connector.ledger(Ledger.inMemory()));
        stage.person(ada, Map.of("email", "ada@example.com"));
        stage.sync();
        return stage;
    }

    private EventRecord happened(SyncFixture stage, Duration ago) {
        Instant when = stage.sandbox.clock().now().minus(ago);
        return new EventRecord(UUID.randomUUID(), "bought", ada, "d", when, Map.of());
    }

    private static List<String> arrived(SyncFixture stage) {
        return stage.target().events().stream()
                .map((StoredEventRecord event) ->
                        String.valueOf(event.properties().get("posthog_uuid")))
                .toList();
    }

    @Test
    void eventsThatArriveHoursOrDaysLate_areSentOnce() {
        try (SyncFixture stage = open()) {
            EventRecord early = happened(stage, Duration.ofHours(1));
            stage.source().addEvents(List.of(early));
            stage.connector.syncEvents(JOB);
            Instant now = stage.sandbox.clock().now();
            EventRecord hours = happened(stage, Duration.ofHours(3)).arrivedAt(now);
            EventRecord days = happened(stage, Duration.ofDays(2)).arrivedAt(now.plusMillis(1));
            stage.source().addEvents(List.of(hours, days));
            stage.sandbox.clock().advance(Duration.ofMinutes(10));

            stage.connector.syncEvents(JOB);
            SyncReport third = stage.connector.syncEvents(JOB);

            assertThat(arrived(stage))
                    .containsExactlyInAnyOrder(
                            early.uuid().toString(),
                            hours.uuid().toString(),
                            days.uuid().toString());
            assertThat(third.counts().applied()).isZero();
        }
    }

    @Test
    void aClockThatJumpsAheadAndBack_makesNoRunSkipAWindow() {
        try (SyncFixture stage = open()) {
            Ledger ledger = Ledger.inMemory();
            EventRecord first = happened(stage, Duration.ofHours(1));
            stage.source().addEvents(List.of(first));
            withClock(stage, ledger, Duration.ZERO).syncEvents(JOB);
            withClock(stage, ledger, Duration.ofDays(1)).syncEvents(JOB);
            stage.sandbox.clock().advance(Duration.ofHours(3));
            EventRecord between = happened(stage, Duration.ofHours(2));
            stage.source().addEvents(List.of(between));

            withClock(stage, ledger, Duration.ZERO).syncEvents(JOB);

            assertThat(arrived(stage))
                    .containsExactlyInAnyOrder(
                            first.uuid().toString(), between.uuid().toString());
        }
    }

    private static PostHogBrevoConnector withClock(SyncFixture stage, Ledger ledger, Duration wrongBy) {
        Clock clock = Clock.fixed(stage.sandbox.clock().now().plus(wrongBy), ZoneOffset.UTC);
        return stage.connector(
                connector -> connector.ledger(ledger).clock(clock).sleeper(time -> {}));
    }

    @Test
    void aBackfillByExport_andTheEventsJob_knowEachOthersEvents() {
        try (SyncFixture stage = open()) {
            EventRecord sentByJob = happened(stage, Duration.ofHours(1));
            EventRecord older = happened(stage, Duration.ofDays(60));
            stage.source().addEvents(List.of(sentByJob, older));
            stage.connector.syncEvents(JOB);
            String file = line(sentByJob) + line(older);
            ExportSync backfill = ExportSync.jsonLines(
                            () -> new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
                    .asEvents(EventSync.of("bought"));

            SyncReport report = stage.connector.syncExport(backfill);
            stage.connector.syncEvents(JOB.named("another"));

            assertThat(report.counts().applied()).isEqualTo(1);
            assertThat(report.counts().merged()).isEqualTo(1);
            assertThat(arrived(stage))
                    .containsExactlyInAnyOrder(
                            sentByJob.uuid().toString(), older.uuid().toString());
        }
    }

    private static String line(EventRecord event) {
        return "{\"uuid\":\"" + event.uuid() + "\",\"event\":\"bought\",\"distinct_id\":\"d\",\"timestamp\":\""
                + event.timestamp() + "\",\"created_at\":\"" + event.createdAt()
                + "\",\"properties\":{},\"person_properties\":{\"email\":\"ada@example.com\"}}\n";
    }

    @Test
    void aNewLedger_onAnAccountThatHoldsTheEvents_sendsNoneOfThemAgain() {
        try (SyncFixture stage = open()) {
            EventRecord event = happened(stage, Duration.ofHours(1));
            stage.source().addEvents(List.of(event));
            stage.connector.syncEvents(JOB);
            stage.sandbox.clock().advance(Duration.ofMinutes(1));

            SyncReport report = stage.connector(connector -> connector.ledger(Ledger.inMemory()))
                    .syncEvents(JOB);

            assertThat(report.counts().merged()).isEqualTo(1);
            assertThat(report.remarks()).anyMatch(remark -> remark.contains("This ledger is new"));
            assertThat(arrived(stage)).hasSize(1);
        }
    }

    @Test
    void aNewLedger_whoseFirstRunHoldsTheEventsBack_sendsNoneOfThemAgain() {
        try (SyncFixture stage = open()) {
            EventRecord event = happened(stage, Duration.ofHours(1));
            stage.source().addEvents(List.of(event));
            stage.connector.syncEvents(JOB);
            stage.sandbox.clock().advance(Duration.ofMinutes(1));
            PostHogBrevoConnector renewed = stage.connector(
                    connector -> connector.ledger(Ledger.inMemory()).jobs(PersonSync.all(), JOB));
            stage.sandbox
                    .faults()
                    .add(Fault.on(Service.POSTHOG)
                            .route("POST /api/projects/{project}/query/")
                            .times(1_000)
                            .status(500));
            SyncReport heldBack = renewed.syncAll();
            stage.sandbox.faults().clear();

            SyncReport report = renewed.syncAll();

            assertThat(heldBack.parts().get(1).failure())
                    .hasValueSatisfying(why -> assertThat(why).contains("did not come to its end"));
            assertThat(report.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(arrived(stage)).hasSize(1);
        }
    }

    @Test
    void anEventThatFailedLongAgo_isSentByARetry() {
        try (SyncFixture stage = open()) {
            EventRecord event = happened(stage, Duration.ofHours(1));
            stage.source().addEvents(List.of(event));
            stage.person(ada, Map.of("email", "ada@@example.com"));
            PostHogBrevoConnector connector =
                    stage.connector(each -> each.ledger(Ledger.inMemory()).jobs(JOB));
            SyncReport first = connector.syncEvents(JOB);
            stage.sandbox.clock().advance(Duration.ofDays(5));
            EventRecord later = happened(stage, Duration.ofHours(1));
            stage.source().addEvents(List.of(later));
            connector.syncEvents(JOB);
            stage.sandbox.clock().advance(Duration.ofDays(40));
            connector.syncEvents(JOB);
            stage.person(ada, Map.of("email", "ada@example.com"));

            SyncReport retry = connector.deadLetters().retry(DeadLetterQuery.all());

            assertThat(first.counts().rejected()).isEqualTo(1);
            assertThat(retry.counts().read()).isEqualTo(2);
            assertThat(arrived(stage))
                    .containsExactlyInAnyOrder(
                            event.uuid().toString(), later.uuid().toString());
        }
    }

    @Test
    void aBackfillByExport_longAfterAFirstRunThatWasPaused_sendsNothingAgain() {
        try (SyncFixture stage = open()) {
            List<EventRecord> events = new ArrayList<>();
            for (int i = 0; i < 250; i++)
                events.add(happened(stage, Duration.ofHours(12).minusMinutes(2L * i)));
            stage.source().addEvents(events);
            stage.connector.syncExport(export(List.of(happened(stage, Duration.ofDays(60)))));
            stage.sandbox
                    .faults()
                    .add(Fault.on(Service.BREVO)
                            .route("POST /events/batch")
                            .skip(1)
                            .times(100)
                            .status(402));
            SyncReport first = stage.connector.syncEvents(JOB);
            stage.sandbox.faults().clear();
            stage.connector.syncEvents(JOB);
            stage.sandbox.clock().advance(Duration.ofDays(40));
            stage.connector.syncEvents(JOB);

            SyncReport backfill = stage.connector.syncExport(export(events));

            assertThat(first.counts().applied()).isEqualTo(200);
            assertThat(backfill.counts().applied()).isZero();
            assertThat(arrived(stage)).hasSize(251);
        }
    }

    @Test
    void aBackfillByExport_afterTheJobFollowsMoreEvents_sendsNothingAgain() {
        try (SyncFixture stage = open()) {
            EventRecord event = happened(stage, Duration.ofHours(1));
            stage.source().addEvents(List.of(event));
            stage.connector.syncExport(export(List.of(happened(stage, Duration.ofDays(60)))));
            stage.connector.syncEvents(JOB);
            stage.sandbox.clock().advance(Duration.ofDays(5));
            stage.source().addEvents(List.of(happened(stage, Duration.ofHours(1))));
            stage.connector.syncEvents(JOB);
            stage.connector.syncEvents(EventSync.of("bought", "returned").named("purchases"));
            stage.sandbox.clock().advance(Duration.ofDays(40));
            stage.connector.syncEvents(EventSync.of("bought", "returned").named("purchases"));

            SyncReport backfill = stage.connector.syncExport(export(List.of(event)));

            assertThat(backfill.counts().applied()).isZero();
            assertThat(arrived(stage)).hasSize(3);
        }
    }

    private static ExportSync export(List<EventRecord> events) {
        String file = events.stream().map(LateEventsTest::line).collect(Collectors.joining());
        return ExportSync.jsonLines(() -> new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
                .asEvents(EventSync.of("bought"));
    }

    @Test
    void aBackfillByExport_whoseEventsAnotherJobHasSent_doesNotCallTheLedgerNew() {
        try (SyncFixture stage = open()) {
            EventRecord event = happened(stage, Duration.ofHours(1));
            stage.source().addEvents(List.of(event));
            stage.connector.syncEvents(JOB);
            stage.sandbox.clock().advance(Duration.ofMinutes(1));

            SyncReport report = stage.connector.syncExport(export(List.of(event)));

            assertThat(report.counts().merged()).isEqualTo(1);
            assertThat(report.remarks()).noneMatch(remark -> remark.contains("This ledger is new"));
        }
    }
}
