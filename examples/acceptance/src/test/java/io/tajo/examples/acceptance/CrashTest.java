package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.examples.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed in the middle of a sync loses nothing and does nothing twice. */
class CrashTest {
    private static final int FACTOR = 100;
    private static final int PERSONS = 120;
    private static final int RUNS_TO_THE_END = 5;

    @TempDir
    private Path folder;

    @Test
    @Timeout(600)
    void syncAll_killedAtADozenMoments_endsAsIfNothingHadHappened() throws Exception {
        killAtMoments(1, 12);
    }

    @Test
    @Timeout(7_200)
    @EnabledIfSystemProperty(named = "stress", matches = "true", disabledReason = "takes an hour: run it with -Pstress")
    void syncAll_killedAtTwoHundredMoments_endsAsIfNothingHadHappened() throws Exception {
        killAtMoments(100, 200);
    }

    private void killAtMoments(long firstSeed, int moments) throws Exception {
        long calls = callsOfAnUndisturbedRun();
        for (long seed = firstSeed; seed < firstSeed + moments; seed++) {
            int call = 1 + new Random(seed).nextInt((int) calls);
            Path ledger = folder.resolve("seed-" + seed).resolve("ledger");
            killAt(call, ledger, "seed " + seed + ", killed at call " + call + " of " + calls);
        }
    }

    private long callsOfAnUndisturbedRun() throws Exception {
        try (SyncFixture stage = WholeSyncTest.stage(FACTOR, PERSONS)) {
            runToTheEnd(stage.sandbox, folder.resolve("undisturbed"), "undisturbed");
            WholeTruth.assertHolds(stage.sandbox, "undisturbed");
            return stage.sandbox.calls().all().size();
        }
    }

    private void killAt(int call, Path ledger, String when) throws Exception {
        try (SyncFixture stage = WholeSyncTest.stage(FACTOR, PERSONS)) {
            Process process = SyncInChild.start(stage.sandbox, FACTOR, ledger.toString(), output());
            while (process.isAlive() && stage.sandbox.calls().all().size() < call) {
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();

            runToTheEnd(stage.sandbox, ledger, when);

            WholeTruth.assertHolds(stage.sandbox, when);
        }
    }

    /** A run that pauses because an import is under way is gone on with, as its report says. */
    private void runToTheEnd(Sandbox sandbox, Path ledger, String when) throws Exception {
        String last = "";
        for (int run = 0; run < RUNS_TO_THE_END && !last.endsWith("FINISHED"); run++) {
            Process process = SyncInChild.start(sandbox, FACTOR, ledger.toString(), output());
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(when).isTrue();
            last = Files.readString(output()).strip();
            assertThat(process.exitValue()).as("%s:%n%s", when, last).isZero();
        }
        assertThat(last).as(when).endsWith("FINISHED");
    }

    private Path output() throws IOException {
        return Files.createDirectories(folder).resolve("output.txt");
    }
}
