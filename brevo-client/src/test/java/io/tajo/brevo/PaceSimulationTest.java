package io.tajo.brevo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.client.Permit;
import io.tajo.client.Quota;
import io.tajo.client.QuotaRateLimit;
import io.tajo.client.RateLimitStrategy;
import io.tajo.client.RouteGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A thousand calls of sixteen callers on a clock of their own, to a server that counts each at some moment between its
 * sending and its answer. {@link PaceTest} does the same in real time and with real threads.
 */
class PaceSimulationTest {
    private static final int CALLERS = 16;
    private static final int CALLS = 1_000;
    private static final int PHASES = 20;
    private static final int LONGEST_ANSWER_NANOS = 20_000_000;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** A server that counts each call at some moment before its answer. For one thread. */
    private static final class World extends SimulatedTime {
        private int underWay;

        World(long seed) {
            super(seed);
        }

        /** Sends a call, and returns when the server counts it. */
        Instant send(Permit permit) {
            underWay++;
            int delay = random.nextInt(LONGEST_ANSWER_NANOS + 1);
            schedule(instant().plusNanos(delay), () -> {
                permit.close();
                underWay--;
            });
            return instant().plusNanos(random.nextInt(delay + 1));
        }

        void awaitACaller() {
            while (underWay == CALLERS) awaitNext();
        }
    }

    private static Stream<Object[]> groupsAndSeeds() {
        return Stream.of(BrevoLimits.CONTACTS, BrevoLimits.EVENTS)
                .flatMap(group -> LongStream.rangeClosed(1, 20).mapToObj(seed -> new Object[] {group, seed}));
    }

    private static List<Instant> counted(World world, RateLimitStrategy pace, RouteGroup group) {
        List<Instant> counted = new ArrayList<>();
        for (int call = 0; call < CALLS; call++) {
            world.awaitACaller();
            counted.add(world.send(pace.acquire(group, HOUR.multipliedBy(3))));
        }
        counted.sort(Comparator.naturalOrder());
        return counted;
    }

    @ParameterizedTest
    @MethodSource("groupsAndSeeds")
    void aThousandCalls_useTheSecondsQuotaUpAndAreNeverRefused(RouteGroup group, long seed) {
        World world = new World(seed);
        RateLimitStrategy pace = BrevoLimits.builder(BrevoTier.GENERAL)
                .clock(world)
                .sleeper(world)
                .build();
        Instant start = world.instant();

        List<Instant> counted = counted(world, pace, group);

        assertNoneRefused(counted, SECOND, 10);
        assertNoneRefused(counted, HOUR, 36_000);
        // The first ten go at once.
        double seconds = Duration.between(start, world.instant()).toNanos() / 1e9;
        assertThat((CALLS - 10) / seconds).as("calls a second").isBetween(0.95 * 10, 10.0);
    }

    @ParameterizedTest
    @MethodSource("groupsAndSeeds")
    void aThousandCalls_whenTheHourIsTheTighterQuota_useItUpAndAreNeverRefused(RouteGroup group, long seed) {
        World world = new World(seed);
        RateLimitStrategy pace = QuotaRateLimit.builder()
                .clock(world)
                .sleeper(world)
                .group(group, Quota.perSecond(10), Quota.perHour(400))
                .build();
        Instant start = world.instant();

        List<Instant> counted = counted(world, pace, group);

        assertNoneRefused(counted, SECOND, 10);
        assertNoneRefused(counted, HOUR, 400);
        // Four hundred at once, as many an hour later, and two hundred another hour later at ten a second.
        Duration fastest = HOUR.multipliedBy(2).plusSeconds(19);
        assertThat(Duration.between(start, world.instant()))
                .isBetween(fastest, fastest.multipliedBy(100).dividedBy(95));
    }

    /** Asks servers with windows of every phase, and one whose window slides. */
    private static void assertNoneRefused(List<Instant> counted, Duration window, int quota) {
        assertThat(refusedBySlidingWindow(counted, window, quota))
                .as("refused by a sliding window")
                .isZero();
        for (int step = 0; step < PHASES; step++) {
            Duration phase = window.multipliedBy(step).dividedBy(PHASES);
            assertThat(mostInOneWindow(counted, window, phase))
                    .as("calls in one window of the phase %s", phase)
                    .isLessThanOrEqualTo(quota);
        }
    }

    private static int refusedBySlidingWindow(List<Instant> counted, Duration window, int quota) {
        int refused = 0;
        for (int call = quota; call < counted.size(); call++) {
            Instant leaves = counted.get(call - quota).plus(window);
            if (counted.get(call).isBefore(leaves)) refused++;
        }
        return refused;
    }

    private static int mostInOneWindow(List<Instant> counted, Duration window, Duration phase) {
        int most = 0;
        int calls = 0;
        long current = Long.MIN_VALUE;
        for (Instant moment : counted) {
            long index = Duration.between(Instant.EPOCH.plus(phase), moment).dividedBy(window);
            calls = index == current ? calls + 1 : 1;
            current = index;
            most = Math.max(most, calls);
        }
        return most;
    }
}
