package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.job.EventSync;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.Service;
import io.tajo.examples.sandbox.posthog.EventRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Brevo refuses as a whole fails the run; what it refuses of a row fails the row. */
@Timeout(60)
class RefusedRunsTest {
    private static void refuse(SyncFixture stage, String route, int status) {
        stage.sandbox
                .faults()
                .add(Fault.on(Service.BREVO).route(route).times(1_000).status(status));
    }

    /** Lets every person view a page an hour ago. */
    private static void visit(SyncFixture stage) {
        Instant when = stage.sandbox.clock().now().minus(Duration.ofHours(1));
        stage.source()
                .addEvents(stage.source().persons().stream()
                        .map(person -> new EventRecord(
                                UUID.randomUUID(), "$pageview", person.id(), person.distinctId(), when, Map.of()))
                        .toList());
    }

    private static void assertFailed(SyncReport report, int status, long pending) {
        assertThat(report.outcome()).isEqualTo(SyncOutcome.FAILED);
        assertThat(report.failure())
                .hasValueSatisfying(why -> assertThat(why).contains("Brevo answered " + status + " (fault)"));
        assertThat(report.counts().failed()).isZero();
        assertThat(report.counts().pending()).isEqualTo(pending);
    }

    @Test
    void anImportWithoutCredits_failsTheRunAndTheNextOneSendsAll() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(80))) {
            refuse(stage, "POST /contacts/import", 402);

            SyncReport report = stage.sync();
            stage.sandbox.faults().clear();

            assertFailed(report, 402, 80);
            assertThat(report.failure())
                    .hasValueSatisfying(why -> assertThat(why).contains("credits"));
            assertThat(stage.sync().counts().applied()).isEqualTo(80);
        }
    }

    @Test
    void anImportThatIsRefusedAsAWhole_failsTheRunAndTheNextOneSendsAll() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(80))) {
            refuse(stage, "POST /contacts/import", 400);

            SyncReport report = stage.sync();
            stage.sandbox.faults().clear();

            assertFailed(report, 400, 80);
            assertThat(report.failure())
                    .hasValueSatisfying(why -> assertThat(why).contains("as a whole"));
            assertThat(stage.sync().counts().applied()).isEqualTo(80);
        }
    }

    @Test
    void upsertsWithoutCredits_failTheRunAtTheFirst() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(3))) {
            refuse(stage, "POST /contacts", 402);

            assertFailed(stage.sync(), 402, 3);
            assertThat(stage.sandbox.calls().count(Service.BREVO, "POST /contacts"))
                    .isEqualTo(1);
        }
    }

    @Test
    void anUpsertThatIsRefused_failsAlone() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(3))) {
            stage.sandbox
                    .faults()
                    .add(Fault.on(Service.BREVO).route("POST /contacts").status(400));

            SyncReport report = stage.sync();

            assertThat(report.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(report.counts().failed()).isEqualTo(1);
            assertThat(report.counts().applied()).isEqualTo(2);
        }
    }

    @Test
    void eventsWithoutCredits_failTheRunAndAreSentByTheNext() {
        EventSync job = EventSync.of("$pageview");
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(40))) {
            stage.sync();
            visit(stage);
            refuse(stage, "POST /events/batch", 402);

            SyncReport report = stage.connector.syncEvents(job);
            stage.sandbox.faults().clear();

            assertFailed(report, 402, report.counts().changed());
            assertThat(stage.connector.syncEvents(job).counts().applied())
                    .isPositive()
                    .isEqualTo(report.counts().changed());
        }
    }

    @Test
    void aPlanThatDoesNotIncludeACall_failsTheRunBeforeTheFirstRowToo() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(3))) {
            stage.person(Map.of("email", "ada@example.com"));
            refuse(stage, "GET /contacts", 402);

            assertFailed(stage.sync(), 402, 0);
        }
    }
}
