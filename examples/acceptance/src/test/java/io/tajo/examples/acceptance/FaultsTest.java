package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A fault at the start, in the middle or at the end of a run changes nothing of its result. */
@Timeout(180)
class FaultsTest {
    /** So few persons that they are upserted one by one, and so many that they are imported. */
    private static final List<Integer> SIZES = List.of(12, 80);

    private static final Map<String, UnaryOperator<Fault>> FAULTS = new TreeMap<>(Map.ofEntries(
            Map.entry("429", fault -> fault.status(429)),
            Map.entry("429 with Retry-After", fault -> fault.status(429).header("Retry-After", "2")),
            Map.entry("429 in text", fault -> fault.plainText(429, "slow down")),
            Map.entry("425", fault -> fault.status(425)),
            Map.entry("500", fault -> fault.status(500)),
            Map.entry("502 in HTML", fault -> fault.html(502)),
            Map.entry("503", fault -> fault.status(503)),
            Map.entry("504", fault -> fault.status(504)),
            Map.entry("reset", Fault::reset),
            Map.entry("reset after processing", Fault::resetAfterProcessing),
            Map.entry("truncated", Fault::truncate),
            Map.entry("stalled", fault -> fault.stall(Duration.ofSeconds(30)))));

    private static final Map<String, Long> CALLS = new HashMap<>();

    private static Set<Thread> threadsBefore;
    private static long socketsBefore;

    @BeforeAll
    static void remember() {
        // The JDK opens a socket of its own with the first connection and keeps it.
        callsOfAnUndisturbedRun(Service.BREVO, 12);
        Leftovers.settle();
        threadsBefore = Leftovers.threads();
        socketsBefore = Leftovers.sockets();
    }

    @AfterAll
    static void leaveNothingBehind() {
        Leftovers.awaitNone(threadsBefore, socketsBefore);
    }

    enum Position {
        START,
        MIDDLE,
        END;

        int skip(long calls) {
            return switch (this) {
                case START -> 0;
                case MIDDLE -> (int) (calls / 2);
                case END -> (int) calls - 1;
            };
        }
    }

    static Stream<Arguments> faults() {
        List<Arguments> all = new ArrayList<>();
        for (String fault : FAULTS.keySet()) {
            for (Service service : Service.values()) {
                for (Position position : Position.values()) {
                    // The faults of one size in turn: the other size is left to the matrix of all jobs.
                    int persons = SIZES.get(all.size() % SIZES.size());
                    all.add(Arguments.of(fault, service, position, persons));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0} from {1} at the {2}, {3} persons")
    @MethodSource("faults")
    void oneFault_changesNothingOfTheResult(String name, Service service, Position position, int persons) {
        try (SyncFixture stage = stage(name, persons)) {
            int skip = position.skip(callsOfAnUndisturbedRun(service, persons));
            stage.sandbox.faults().add(FAULTS.get(name).apply(Fault.on(service).skip(skip)));

            SyncReport report = stage.sync();

            assertThat(stage.sandbox.faults().fired()).as("faults fired").isEqualTo(1);
            assertThat(report.outcome()).as(report.summary()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(Expected.held(stage.target().contacts())).isEqualTo(Expected.contacts(stage.source()));
            assertThat(stage.target().lists())
                    .filteredOn(list -> list.name().equals("PostHog"))
                    // Few persons go one by one, and need no list.
                    .hasSize(persons < 50 ? 0 : 1);
            assertThat(report.counts().failed()).isZero();
        }
    }

    private static SyncFixture stage(String fault, int persons) {
        return fault.equals("stalled")
                ? SyncFixture.impatient(sandbox -> sandbox.persons(persons).untidy(true))
                : SyncFixture.open(sandbox -> sandbox.persons(persons).untidy(true));
    }

    @ParameterizedTest(name = "every call of {0} once 503")
    @MethodSource("services")
    void everyRouteFailingOnce_changesNothingOfTheResult(Service service) {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(80))) {
            long calls = callsOfAnUndisturbedRun(service, 80);
            for (int i = 0; i < calls; i++)
                stage.sandbox.faults().add(Fault.on(service).skip(i).status(503));

            SyncReport report = stage.sync();

            assertThat(report.outcome()).as(report.summary()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(Expected.held(stage.target().contacts())).isEqualTo(Expected.contacts(stage.source()));
        }
    }

    static Stream<Service> services() {
        return Stream.of(Service.values());
    }

    @Test
    void anOutageInTheMiddle_endsAsFailedAndTheNextRunCompletesIt() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(80))) {
            stage.sandbox
                    .faults()
                    .add(Fault.on(Service.BREVO)
                            .route("POST /contacts/import")
                            .times(1_000)
                            .status(503));

            SyncReport first = stage.sync();
            stage.sandbox.faults().clear();
            SyncReport second = stage.sync();

            assertThat(first.outcome()).isEqualTo(SyncOutcome.FAILED);
            assertThat(first.failure().orElseThrow()).contains("503").contains("next run");
            assertThat(first.counts().pending()).isEqualTo(80);
            assertThat(second.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(second.counts().applied()).isEqualTo(80);
            assertThat(Expected.held(stage.target().contacts())).isEqualTo(Expected.contacts(stage.source()));
        }
    }

    @Test
    void aQuotaThatRunsOut_pausesUntilItAllowsMore() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(80))) {
            stage.sandbox
                    .faults()
                    .add(Fault.on(Service.BREVO)
                            .route("POST /contacts/import")
                            .times(1_000)
                            .status(429)
                            .header("x-sib-ratelimit-reset", "1800"));

            SyncReport first = stage.sync();

            assertThat(first.outcome()).isEqualTo(SyncOutcome.PAUSED);
            Duration wait = Duration.between(first.started(), first.resumeAt().orElseThrow());
            assertThat(wait).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(40));
            assertThat(first.counts().pending()).isEqualTo(80);
            assertThat(stage.sandbox.calls().count(Service.BREVO, "POST /contacts/import"))
                    .isEqualTo(1);
        }
    }

    /** The runs are the same each time, so that one of them tells how many calls there are to strike. */
    private static long callsOfAnUndisturbedRun(Service service, int persons) {
        return CALLS.computeIfAbsent(service + " " + persons, key -> {
            try (SyncFixture stage =
                    SyncFixture.open(sandbox -> sandbox.persons(persons).untidy(true))) {
                stage.sync();
                return stage.sandbox.calls().count(service);
            }
        });
    }
}
