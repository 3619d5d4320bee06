package io.tajo.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A simulation of calls with random delays against a server that counts them at a moment between. */
class QuotaWindowTest {
    private record Call(Instant sent, Instant answer) {}

    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void freeFor_whateverTheServersPhaseAndTheDelays_neverAllowsMoreThanTheQuota(long seed) {
        Random random = new Random(seed);
        QuotaWindow window = new QuotaWindow(Quota.perSecond(10));
        PriorityQueue<Call> answers = new PriorityQueue<>(Comparator.comparing(Call::answer));
        List<Instant> countedByServer = new ArrayList<>();
        Instant now = Instant.EPOCH;

        for (int sent = 0; sent < 500; ) {
            while (!answers.isEmpty() && !answers.peek().answer().isAfter(now)) {
                Call call = answers.remove();
                window.answered(call.sent(), call.answer());
            }
            Instant free = window.freeFor(0, now, LOOK_AGAIN);
            if (free.isAfter(now)) {
                Instant nextAnswer = answers.isEmpty() ? free : answers.peek().answer();
                now = free.isBefore(nextAnswer) ? free : nextAnswer;
                continue;
            }
            window.take(now);
            sent++;
            int delay = 1 + random.nextInt(20);
            answers.add(new Call(now, now.plusMillis(delay)));
            countedByServer.add(now.plusMillis(random.nextInt(delay + 1)));
        }

        countedByServer.sort(null);
        assertThat(mostInAnyWindow(countedByServer)).as("seed %d", seed).isLessThanOrEqualTo(10);
        double rate = 500 / (Duration.between(Instant.EPOCH, now).toMillis() / 1000.0);
        assertThat(rate).as("calls a second, seed %d", seed).isGreaterThan(9.5);
    }

    private static int mostInAnyWindow(List<Instant> counted) {
        int most = 0;
        for (int i = 0; i < counted.size(); i++) {
            int j = i;
            while (j < counted.size() && counted.get(j).isBefore(counted.get(i).plusSeconds(1))) j++;
            most = Math.max(most, j - i);
        }
        return most;
    }
}
