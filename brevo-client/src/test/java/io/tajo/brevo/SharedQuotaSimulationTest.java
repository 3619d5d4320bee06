package io.tajo.brevo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.client.Permit;
import io.tajo.client.RateLimitSignal;
import io.tajo.client.RateLimitStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A thousand calls of sixteen callers to a server that allows 10 calls a second and 36,000 an hour in windows of an unknown
 * phase, tells in its headers what is left, and serves another client besides.
 */
class SharedQuotaSimulationTest {
    private static final int CALLERS = 16;
    private static final int CALLS = 1_000;
    private static final int LIMIT = 10;
    private static final int LONGEST_ANSWER_NANOS = 20_000_000;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** When the other client makes its calls. */
    private enum Other {
        NOBODY(0, 0),
        EVENLY(5, 10),
        AT_THE_START_OF_THE_WINDOW(5, 10),
        JITTERED(5, 10),
        NEARLY_ALL(8, 25);

        private final int perSecond;
        private final int mostRefused;

        Other(int perSecond, int mostRefused) {
            this.perSecond = perSecond;
            this.mostRefused = mostRefused;
        }
    }

    /** A server whose windows other calls use, too. For one thread. */
    private static final class World extends SimulatedTime {
        private final Instant start = instant();
        private final Instant firstWindow;
        private final Other other;
        private Instant secondBegan = Instant.MIN;
        private Instant hourBegan = Instant.MIN;
        private int inSecond;
        private int inHour;
        private int underWay;
        private int accepted;
        private int refused;

        World(Other other, long seed) {
            super(seed);
            this.other = other;
            this.firstWindow = start.minusNanos(random.nextInt(1_000_000_000));
            if (other != Other.NOBODY) scheduleOthers(firstWindow);
        }

        private void scheduleOthers(Instant window) {
            int gap = 1_000_000_000 / other.perSecond;
            for (int call = 0; call < other.perSecond; call++) {
                int offset = switch (other) {
                    case AT_THE_START_OF_THE_WINDOW -> call;
                    case JITTERED -> call * gap + random.nextInt(gap);
                    default -> call * gap + gap / 3;
                };
                schedule(window.plusNanos(offset), this::count);
            }
            schedule(window.plus(SECOND), () -> scheduleOthers(window.plus(SECOND)));
        }

        /** Counts a call, unless a window is full. */
        private boolean count() {
            Instant second = firstWindow.plusSeconds(
                    Duration.between(firstWindow, instant()).toSeconds());
            Instant hour = firstWindow.plus(
                    HOUR.multipliedBy(Duration.between(firstWindow, instant()).toHours()));
            if (!second.equals(secondBegan)) inSecond = 0;
            if (!hour.equals(hourBegan)) inHour = 0;
            secondBegan = second;
            hourBegan = hour;
            if (inSecond >= LIMIT || inHour >= 36_000) return false;
            inSecond++;
            inHour++;
            return true;
        }

        void send(Permit permit, RateLimitStrategy pace) {
            underWay++;
            int delay = random.nextInt(LONGEST_ANSWER_NANOS);
            Instant arrives = instant().plusNanos(random.nextInt(delay + 1));
            Instant answered = instant().plusNanos(delay);
            schedule(arrives, () -> {
                boolean served = count();
                int remaining = LIMIT - inSecond;
                schedule(answered, () -> answer(permit, pace, served, remaining));
            });
        }

        private void answer(Permit permit, RateLimitStrategy pace, boolean served, int remaining) {
            if (served) {
                accepted++;
            } else {
                refused++;
            }
            pace.observe(
                    BrevoLimits.CONTACTS,
                    new RateLimitSignal(
                            !served, OptionalInt.of(LIMIT), OptionalInt.of(remaining), Optional.of(SECOND)));
            permit.close();
            underWay--;
        }

        void awaitACaller() {
            while (underWay == CALLERS) awaitNext();
        }
    }

    private static Stream<Object[]> othersAndSeeds() {
        return Stream.of(Other.values())
                .flatMap(other ->
                        Stream.iterate(1L, seed -> seed + 1).limit(20).map(seed -> new Object[] {other, seed}));
    }

    @ParameterizedTest
    @MethodSource("othersAndSeeds")
    void aThousandCalls_besideAnotherClient_useWhatItLeavesAndAreHardlyEverRefused(Other other, long seed) {
        World world = new World(other, seed);
        RateLimitStrategy pace = BrevoLimits.builder(BrevoTier.GENERAL)
                .clock(world)
                .sleeper(world)
                .build();

        while (world.accepted < CALLS) {
            world.awaitACaller();
            world.send(pace.acquire(BrevoLimits.CONTACTS, HOUR), pace);
        }

        // Of the first calls, which go out before any header has told of the other client, up to eight are refused.
        assertThat(world.refused).as("refused").isLessThanOrEqualTo(other.mostRefused);
        double seconds = Duration.between(world.start, world.instant()).toNanos() / 1e9;
        int left = LIMIT - other.perSecond;
        assertThat((CALLS - LIMIT) / seconds / left).as("share of what is left").isGreaterThanOrEqualTo(0.95);
    }
}
