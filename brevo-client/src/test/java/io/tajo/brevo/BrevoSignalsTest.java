package io.tajo.brevo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.brevo.internal.BrevoSignals;
import io.tajo.client.RateLimitSignal;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrevoSignalsTest {
    private static RateLimitSignal read(int status, Map<String, String> headers) {
        Map<String, List<String>> lists = headers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        return new BrevoSignals(new FakeTime())
                .read(BrevoLimits.CONTACTS, status, HttpHeaders.of(lists, (name, value) -> true));
    }

    @Test
    void read_takesLimitRemainingAndReset() {
        RateLimitSignal signal = read(
                200,
                Map.of(
                        "x-sib-ratelimit-limit", "10",
                        "x-sib-ratelimit-remaining", "0",
                        "x-sib-ratelimit-reset", " 3600 "));

        assertThat(signal.throttled()).isFalse();
        assertThat(signal.limit()).hasValue(10);
        assertThat(signal.remaining()).hasValue(0);
        assertThat(signal.resetAfter()).hasValue(Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "3601", "1735689600", "soon", "", "99999999999999999999"})
    void read_whenTheResetIsNoTimeWithinAnHour_ignoresIt(String reset) {
        assertThat(read(200, Map.of("x-sib-ratelimit-reset", reset)).resetAfter())
                .isEmpty();
    }

    @Test
    void read_whenThrottled_saysSo() {
        assertThat(read(429, Map.of()))
                .isEqualTo(new RateLimitSignal(true, OptionalInt.empty(), OptionalInt.empty(), Optional.empty()));
    }

    @Test
    void read_whenRetryAfterComes_prefersIt() {
        Map<String, String> both = Map.of("retry-after", "5", "x-sib-ratelimit-reset", "50");

        assertThat(read(429, both).resetAfter()).hasValue(Duration.ofSeconds(5));
        assertThat(read(503, both).resetAfter()).hasValue(Duration.ofSeconds(5));
    }

    @Test
    void read_whenRetryAfterIsADate_measuresItOnItsClock() {
        assertThat(read(429, Map.of("retry-after", "Thu, 01 Jan 2026 00:00:30 GMT"))
                        .resetAfter())
                .hasValue(Duration.ofSeconds(30));
    }
}
