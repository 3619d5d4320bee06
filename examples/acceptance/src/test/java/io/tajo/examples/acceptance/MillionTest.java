package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.examples.sandbox.Sandbox;
import io.tajo.examples.sandbox.control.RecordedCall;
import io.tajo.examples.sandbox.control.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** An unchanged run over many persons needs little memory, and writes nothing. */
class MillionTest {
    private static final int FACTOR = 60;

    @TempDir
    Path folder;

    @Test
    @Timeout(600)
    void anUnchangedRunOverThirtyThousandPersons_fitsIntoThirtyTwoMegabytes() throws Exception {
        runTwice(30_000, "32m", SyncInChild::startPersons, false);
    }

    @Test
    @Timeout(7_200)
    @EnabledIfSystemProperty(named = "stress", matches = "true", disabledReason = "takes minutes: run it with -Pstress")
    void anUnchangedRunOverAMillionPersons_fitsIntoSixtyFourMegabytes() throws Exception {
        runTwice(1_000_000, "64m", SyncInChild::startPersons, false);
    }

    @Test
    @Timeout(600)
    void aSecondRunOfAllJobsOverThirtyThousandPersons_fitsIntoFortyEightMegabytes() throws Exception {
        runTwice(30_000, "48m", SyncInChild::startWorld, true);
    }

    @Test
    @Timeout(7_200)
    @EnabledIfSystemProperty(named = "stress", matches = "true", disabledReason = "takes minutes: run it with -Pstress")
    void aSecondRunOfAllJobsOverAMillionPersons_fitsIntoNinetySixMegabytes() throws Exception {
        runTwice(1_000_000, "96m", SyncInChild::startWorld, true);
    }

    /** Starts a process that syncs. */
    @FunctionalInterface
    private interface Starter {
        Process start(Sandbox sandbox, int factor, String ledger, Path output, String heap) throws IOException;
    }

    private void runTwice(int persons, String heap, Starter starter, boolean isWorld) throws Exception {
        try (SyncFixture stage = SyncFixture.open(
                FACTOR, sandbox -> sandbox.persons(persons).eventsPerPerson(0).world(isWorld), settings -> settings)) {
            String first = run(stage, "512m", starter);
            assertThat(first).as(first).endsWith("FINISHED");
            stage.sandbox.calls().clear();

            long begun = System.nanoTime();
            String second = run(stage, heap, starter);

            System.out.printf(
                    "%,d unchanged persons with a heap of %s: %d s, %,d calls%n",
                    persons,
                    heap,
                    Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
                    stage.sandbox.calls().all().size());
            assertThat(second).as(second).endsWith("FINISHED");
            // What is known of the last days changes by the time that passes.
            if (isWorld) return;
            assertThat(second).containsPattern(String.format(Locale.ROOT, "unchanged +%,d", persons));
            assertThat(stage.sandbox.calls().count(MillionTest::writes)).isZero();
        }
    }

    private static boolean writes(RecordedCall call) {
        return call.service() == Service.BREVO && !call.route().startsWith("GET ");
    }

    private String run(SyncFixture stage, String heap, Starter starter) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process =
                starter.start(stage.sandbox, FACTOR, folder.resolve("ledger").toString(), output, heap);
        assertThat(process.waitFor(1, TimeUnit.HOURS)).isTrue();
        return Files.readString(output).strip();
    }
}
