package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An interrupt ends a run wherever it meets it, also while the embedded ledger writes. */
@Timeout(240)
class InterruptTest {
    private static final int PAUSED = 15;
    private static final int MOST_ROUNDS = 300;
    /** About as long as a run takes. */
    private static final long LATEST = Duration.ofMillis(160).toNanos();

    @TempDir
    Path folder;

    /** A run on a thread of its own, and what it left behind. */
    private static final class Run {
        private final AtomicReference<SyncReport> report = new AtomicReference<>();
        private final AtomicBoolean flag = new AtomicBoolean();
        private final Thread thread;

        Run(PostHogBrevoConnector connector) {
            thread = new Thread(() -> {
                SyncReport ended = connector.syncAll();
                flag.set(Thread.currentThread().isInterrupted());
                report.set(ended);
            });
            thread.start();
        }

        /** Lets it run for a time, and interrupts it; returns whether it still ran. */
        boolean interruptAfter(long nanos) throws InterruptedException {
            TimeUnit.NANOSECONDS.timedJoin(thread, nanos);
            boolean running = thread.isAlive() && report.get() == null;
            thread.interrupt();
            return running;
        }
    }

    @Test
    void interrupts_atRandomMoments_endTheRunWithinASecondAndAreKept() throws Exception {
        Random random = new Random(28);
        int paused = 0;
        int round = 0;
        try (SyncFixture stage = SyncFixture.open(100, sandbox -> sandbox.persons(120), connector -> connector);
                Ledger ledger = Ledger.embedded(folder.resolve("ledger"))) {
            // How many interrupts come too late depends on the machine.
            while (paused < PAUSED && round < MOST_ROUNDS) {
                if (isPausedByInterrupt(stage, ledger, round++, random.nextLong(LATEST))) paused++;
            }
            assertThat(paused).isEqualTo(PAUSED);

            int last = round;
            assertThat(connector(stage, ledger, last).syncAll().outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(stage.target().contacts())
                    .isNotEmpty()
                    .allSatisfy(contact -> assertThat(contact.attributes()).containsEntry("ROUND", "round " + last));
        }
    }

    /** Runs with other values than before, so that the ledger is written with each run. */
    private static PostHogBrevoConnector connector(SyncFixture stage, Ledger ledger, int round) {
        return stage.connector(connector -> connector
                .ledger(ledger)
                .mapping(FieldMapping.builder()
                        .compute("ROUND", person -> "round " + round)
                        .build())
                .jobs(PersonSync.all(), EventSync.of("$pageview")));
    }

    private static boolean isPausedByInterrupt(SyncFixture stage, Ledger ledger, int round, long after)
            throws InterruptedException {
        Run run = new Run(connector(stage, ledger, round));
        boolean wasRunning = run.interruptAfter(after);
        run.thread.join(1_000);

        assertThat(run.thread.isAlive()).as("round %d", round).isFalse();
        SyncReport report = run.report.get();
        assertThat(report).as("the report of round %d", round).isNotNull();
        if (!wasRunning) return false;
        assertThat(run.flag).as("the flag of round %d", round).isTrue();
        assertThat(report.outcome()).isIn(SyncOutcome.PAUSED, SyncOutcome.FINISHED);
        assertThat(report.counts().read())
                .isEqualTo(report.counts().changed()
                        + report.counts().unchanged()
                        + report.counts().merged()
                        + report.counts().rejected()
                        + report.counts().skipped());
        return report.outcome() == SyncOutcome.PAUSED;
    }
}
