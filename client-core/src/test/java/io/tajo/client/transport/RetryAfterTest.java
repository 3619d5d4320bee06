package io.tajo.client.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.client.ManualTime;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private final ManualTime time = new ManualTime();

    private Optional<Duration> read(String value) {
        HttpHeaders headers = HttpHeaders.of(Map.of("Retry-After", List.of(value)), (a, b) -> true);
        return RetryAfter.read(headers, time);
    }

    @Test
    void read_takesSecondsAndDates() {
        assertThat(read("7")).hasValue(Duration.ofSeconds(7));
        assertThat(read("Thu, 01 Jan 2026 00:01:00 GMT")).hasValue(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "soon", "", "Thu, 01 Jan 2015 00:00:00 GMT", "86401", "99999999999999999999"})
    void read_whenTheHeaderIsNonsense_isEmpty(String value) {
        assertThat(read(value)).isEmpty();
    }
}
