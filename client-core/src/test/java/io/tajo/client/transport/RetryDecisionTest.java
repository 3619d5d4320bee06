package io.tajo.client.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.client.RateLimitSignal;
import io.tajo.client.RetrySettings;
import io.tajo.client.RouteGroup;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryDecisionTest {
    private static final RouteGroup GROUP = new RouteGroup("contacts");
    private static final HttpCall SAFE = HttpCall.get(GROUP, "/contacts").build();
    private static final HttpCall UNSAFE =
            HttpCall.write("POST", GROUP, "/contacts/import").build();

    private final Random random = new Random(7);
    private final RetrySettings settings = RetrySettings.builder()
            .maxAttempts(4)
            .baseDelay(Duration.ofMillis(100))
            .maxDelay(Duration.ofMillis(150))
            .budget(Duration.ofSeconds(10))
            .build();
    private final RetryDecision decision = new RetryDecision(settings, random);

    private static Attempt refused(int status, Duration wait) {
        HttpHeaders none = HttpHeaders.of(Map.of(), (name, value) -> true);
        RateLimitSignal signal =
                new RateLimitSignal(status == 429, OptionalInt.empty(), OptionalInt.empty(), Optional.ofNullable(wait));
        return new Attempt.Refused(new Answer("GET /contacts", status, none, new byte[0]), signal);
    }

    @Test
    void after_whenServerAsksForMoreThanTheBudget_givesUpInsteadOfKnockingEarly() {
        Optional<Duration> wait =
                decision.after(refused(429, Duration.ofSeconds(5)), SAFE, 1, Duration.ofMillis(9_300));

        assertThat(wait).isEmpty();
    }

    @Test
    void after_whenTheCallAllowsFewerAttemptsThanTheSettings_stopsAtThese() {
        HttpCall once = HttpCall.get(GROUP, "/flags/")
                .retryTable(new RetryTable(Set.of(502), 2))
                .build();

        assertThat(decision.after(refused(502, null), once, 1, Duration.ZERO)).isPresent();
        assertThat(decision.after(refused(502, null), once, 2, Duration.ZERO)).isEmpty();
    }

    @RepeatedTest(50)
    void after_whenServerNamesAWait_neverUndercutsIt() {
        Optional<Duration> wait = decision.after(refused(429, Duration.ofSeconds(2)), SAFE, 1, Duration.ZERO);

        assertThat(wait.orElseThrow()).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_100));
    }

    @RepeatedTest(50)
    void after_whenServerNamesNoWait_drawsFullJitterBelowTheDoubledBound() {
        assertThat(decision.after(refused(503, null), SAFE, 1, Duration.ZERO).orElseThrow())
                .isLessThan(Duration.ofMillis(100));
        assertThat(decision.after(refused(503, null), SAFE, 3, Duration.ZERO).orElseThrow())
                .isLessThan(Duration.ofMillis(150));
    }

    @Test
    void after_theLastAttempt_isFinal() {
        assertThat(decision.after(refused(503, null), SAFE, 4, Duration.ZERO)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, false, false", "404, false, false", "408, true, false", "425, true, true", "429, true, true",
        "500, true, false", "502, true, false", "503, true, false", "504, true, false", "501, false, false"
    })
    void after_repeatsByTheTable_andAnUnsafeCallOnlyIfItWasRefusedUnread(int status, boolean safe, boolean unsafe) {
        assertThat(decision.after(refused(status, null), SAFE, 1, Duration.ZERO).isPresent())
                .isEqualTo(safe);
        assertThat(decision.after(refused(status, null), UNSAFE, 1, Duration.ZERO)
                        .isPresent())
                .isEqualTo(unsafe);
    }

    @Test
    void after_whenTheConnectionBroke_repeatsAnUnsafeCallOnlyIfItNeverLeft() {
        Attempt neverLeft = new Attempt.Broken(new IOException(new ConnectException("refused")));
        Attempt mayHaveLeft = new Attempt.Broken(new IOException("connection reset"));

        assertThat(decision.after(neverLeft, UNSAFE, 1, Duration.ZERO)).isPresent();
        assertThat(decision.after(mayHaveLeft, UNSAFE, 1, Duration.ZERO)).isEmpty();
        assertThat(decision.after(mayHaveLeft, SAFE, 1, Duration.ZERO)).isPresent();
    }

    @Test
    void after_whenTheTableLeavesAStatusOut_isFinalForIt() {
        HttpCall query = HttpCall.get(GROUP, "/query")
                .retryTable(RetryTable.STANDARD.without(java.util.Set.of(504)))
                .build();

        assertThat(decision.after(refused(504, null), query, 1, Duration.ZERO)).isEmpty();
        assertThat(decision.after(refused(503, null), query, 1, Duration.ZERO)).isPresent();
    }
}
