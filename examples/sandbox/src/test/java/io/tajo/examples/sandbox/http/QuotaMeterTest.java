package io.tajo.examples.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.examples.sandbox.control.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QuotaMeterTest {
    private final SandboxClock clock = SandboxClock.manual(Instant.parse("2026-01-01T00:00:00Z"));
    private final QuotaMeter meter =
            new QuotaMeter(clock).window(2, Duration.ofSeconds(1)).window(3, Duration.ofHours(1));

    @Test
    void take_countsInSlidingWindows() {
        assertThat(meter.take()).isEmpty();
        clock.advance(Duration.ofMillis(600));
        assertThat(meter.take()).isEmpty();
        assertThat(meter.take().orElseThrow().reset()).isEqualTo(Duration.ofMillis(400));
        clock.advance(Duration.ofMillis(400));
        assertThat(meter.take()).isEmpty();

        clock.advance(Duration.ofMinutes(30));
        assertThat(meter.take().orElseThrow().limit()).isEqualTo(3);
        assertThat(meter.tightest().orElseThrow().remaining()).isZero();
    }

    @Test
    void sharedWith_countsAnotherClientsCallsToo() {
        QuotaMeter shared = new QuotaMeter(clock)
                .window(10, Duration.ofSeconds(1))
                .window(36_000, Duration.ofHours(1))
                .sharedWith(() -> 0.5);
        clock.advance(Duration.ofMinutes(1));

        int accepted = 0;
        while (shared.take().isEmpty()) accepted++;

        assertThat(accepted).isEqualTo(5);
        assertThat(shared.tightest().orElseThrow().remaining()).isZero();
    }
}
