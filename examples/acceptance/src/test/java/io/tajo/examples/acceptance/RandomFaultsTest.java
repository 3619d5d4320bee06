package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.Service;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever goes wrong in a sync of all jobs, and however often: the runs after it end where they would have ended. */
@Timeout(300)
class RandomFaultsTest {
    private static final int FACTOR = 60;
    private static final int PERSONS = 80;
    private static final int RUNS_TO_THE_END = 12;
    private static final long ALWAYS = 25;
    private static final long IN_STRESS = 500;

    private static final List<UnaryOperator<Fault>> KINDS = List.of(
            fault -> fault.status(429),
            fault -> fault.status(429).header("Retry-After", "2"),
            fault -> fault.status(425),
            fault -> fault.status(500),
            fault -> fault.html(502),
            fault -> fault.status(503),
            fault -> fault.status(504),
            Fault::reset,
            Fault::resetAfterProcessing,
            Fault::truncate);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Boolean.getBoolean("stress") ? IN_STRESS : ALWAYS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void syncAll_whateverGoesWrong_endsWhereItWouldHaveEnded(long seed) {
        Random random = new Random(seed);
        try (SyncFixture stage = WholeSyncTest.stage(FACTOR, PERSONS, WholeSyncTest.jobs())) {
            int faults = 2 + random.nextInt(7);
            for (int i = 0; i < faults; i++) {
                Service service = random.nextBoolean() ? Service.POSTHOG : Service.BREVO;
                Fault fault = Fault.on(service).skip(random.nextInt(60)).times(1 + random.nextInt(12));
                stage.sandbox
                        .faults()
                        .add(KINDS.get(random.nextInt(KINDS.size())).apply(fault));
            }

            SyncReport last = runToTheEnd(stage);

            assertThat(last.outcome()).as("seed %d: %s", seed, last).isEqualTo(SyncOutcome.FINISHED);
            WholeTruth.assertHolds(stage.sandbox, "seed " + seed);
        }
    }

    /** A run that says that it could not go to its end is gone on with. */
    private static SyncReport runToTheEnd(SyncFixture stage) {
        SyncReport report = stage.connector.syncAll();
        for (int run = 1; run < RUNS_TO_THE_END && report.outcome() != SyncOutcome.FINISHED; run++) {
            assertThat(report.failure()).isPresent();
            report = stage.connector.syncAll();
        }
        return report;
    }
}
