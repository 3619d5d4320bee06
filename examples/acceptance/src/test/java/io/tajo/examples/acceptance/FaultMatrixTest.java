package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.client.ClientException;
import io.tajo.connector.ledger.DeadLetterQuery;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.RecordedCall;
import io.tajo.examples.sandbox.control.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each fault on each route of each job, at its first, middle and last call, once and for a minute: Brevo holds in the end
 * what it holds without any, after that run or, where its report says that it is not done, after the next.
 */
@Timeout(120)
class FaultMatrixTest {
    /** Every so manieth case is tried with each build, all of them with -Pstress. */
    private static final int STRIDE = 89;

    private static final int RUNS_TO_THE_END = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration IMPATIENCE = Duration.ofMillis(400);

    private static final Map<String, UnaryOperator<Fault>> FAULTS = new TreeMap<>(Map.ofEntries(
            Map.entry("429 with Retry-After", fault -> fault.status(429).header("Retry-After", "2")),
            Map.entry("429 in text", fault -> fault.plainText(429, "slow down")),
            Map.entry("502 in HTML", fault -> fault.html(502)),
            Map.entry("200 in HTML", fault -> fault.html(200)),
            Map.entry("reset", Fault::reset),
            Map.entry("reset after processing", Fault::resetAfterProcessing),
            Map.entry("truncated", Fault::truncate),
            Map.entry("stalled", fault -> fault.stall(Duration.ofSeconds(30))),
            Map.entry("trickling", fault -> fault.trickle(Duration.ofMillis(50)))));

    static {
        for (int status : new int[] {400, 401, 403, 404, 408, 409, 413, 422, 425, 429, 500, 502, 503, 504, 520}) {
            FAULTS.put(String.valueOf(status), fault -> fault.status(status));
        }
    }

    private static final Map<FaultScenario, Undisturbed> UNDISTURBED = new EnumMap<>(FaultScenario.class);

    /** What a run without faults does: its calls by service and route, and what Brevo holds after it. */
    private record Undisturbed(Map<Service, Map<String, Integer>> calls, Map<String, Object> held) {}

    private record Case(FaultScenario job, String fault, Service service, String route, int skip, boolean forAMinute) {
        @Override
        public String toString() {
            return job + ": " + fault + (forAMinute ? " for a minute" : "") + " from call " + (skip + 1) + " of "
                    + service + " " + route;
        }

        Fault lay() {
            Fault where = Fault.on(service).route(route).skip(skip);
            return FAULTS.get(fault).apply(forAMinute ? where.lasting(Duration.ofMinutes(1)) : where);
        }
    }

    static Stream<Case> cases() {
        List<Case> all = new ArrayList<>();
        for (FaultScenario job : FaultScenario.values()) {
            undisturbed(job)
                    .calls()
                    .forEach((service, routes) -> routes.forEach((route, calls) -> {
                        for (int skip : new TreeSet<>(List.of(0, calls / 2, calls - 1))) {
                            for (String fault : FAULTS.keySet()) {
                                all.add(new Case(job, fault, service, route, skip, false));
                                all.add(new Case(job, fault, service, route, skip, true));
                            }
                        }
                    }));
        }
        int stride = Boolean.getBoolean("stress") ? 1 : STRIDE;
        return Stream.iterate(0, index -> index < all.size(), index -> index + stride)
                .map(all::get);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aFault_changesNothingOfTheResult_orTheReportSaysSoAndTheNextRunMendsIt(Case laid) {
        boolean silent = laid.fault().equals("stalled") || laid.fault().equals("trickling");
        try (SyncFixture stage = laid.job().open(silent ? IMPATIENCE : PATIENCE)) {
            stage.sandbox.faults().add(laid.lay());

            Optional<SyncReport> disturbed = run(stage, laid.job());

            boolean complete = disturbed.filter(FaultMatrixTest::isComplete).isPresent();
            // How often a process is looked at is a matter of time: the last look may not come.
            assertThat(complete || stage.sandbox.faults().fired() > 0)
                    .as("faults fired")
                    .isTrue();
            disturbed
                    .filter(report -> report.outcome() != SyncOutcome.FINISHED)
                    .ifPresent(report -> assertThat(report.failure()).isPresent());
            if (!complete) {
                stage.sandbox.faults().clear();
                runToTheEnd(stage, laid.job());
            }
            assertThat(differences(
                            FaultScenario.held(stage), undisturbed(laid.job()).held()))
                    .as(() -> laid + " " + disturbed.map(SyncReport::summary).orElse("ended with an exception"))
                    .isEmpty();
        }
    }

    private static Map<String, Object> differences(Map<String, Object> held, Map<String, Object> expected) {
        Map<String, Object> differences = new TreeMap<>();
        Stream.concat(held.keySet().stream(), expected.keySet().stream()).forEach(key -> {
            if (!Objects.equals(held.get(key), expected.get(key))) {
                differences.put(key, held.get(key) + " instead of " + expected.get(key));
            }
        });
        return differences;
    }

    private static Optional<SyncReport> run(SyncFixture stage, FaultScenario job) {
        try {
            return Optional.of(stage.connector.run(job.job()));
        } catch (ClientException e) {
            assertThat(e.getMessage()).isNotBlank();
            return Optional.empty();
        }
    }

    private static boolean isComplete(SyncReport report) {
        return report.outcome() == SyncOutcome.FINISHED
                && report.counts().failed() + report.counts().pending() == 0
                && report.notRemoved().isEmpty();
    }

    /** What Brevo refused for good is sent again when it is asked for. */
    private static void runToTheEnd(SyncFixture stage, FaultScenario job) {
        SyncReport report = stage.connector.run(job.job());
        for (int run = 1; run < RUNS_TO_THE_END && !isComplete(report); run++) {
            report = stage.connector.run(job.job());
        }
        assertThat(isComplete(report)).as(report.summary()).isTrue();
        DeadLetterQuery own = DeadLetterQuery.all().ofJob(job.job().name());
        if (stage.connector.deadLetters().list(own).isEmpty()) return;
        SyncReport retried = stage.connector.deadLetters().retry(own);
        assertThat(isComplete(retried)).as(retried.summary()).isTrue();
    }

    private static synchronized Undisturbed undisturbed(FaultScenario job) {
        return UNDISTURBED.computeIfAbsent(job, each -> {
            try (SyncFixture stage = each.open(PATIENCE)) {
                SyncReport report = stage.connector.run(each.job());
                assertThat(isComplete(report)).as(report.summary()).isTrue();
                Map<Service, Map<String, Integer>> calls = new EnumMap<>(Service.class);
                for (RecordedCall call : stage.sandbox.calls().all()) {
                    calls.computeIfAbsent(call.service(), service -> new TreeMap<>())
                            .merge(call.route(), 1, Integer::sum);
                }
                return new Undisturbed(calls, FaultScenario.held(stage));
            }
        });
    }
}
