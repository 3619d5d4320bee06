package io.tajo.brevo;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.tajo.brevo.processes.BackgroundProcess;
import io.tajo.brevo.processes.ProcessStatus;
import io.tajo.brevo.processes.WaitCutShortException;
import io.tajo.client.AuthenticationException;
import io.tajo.client.CallInterruptedException;
import io.tajo.client.Quota;
import io.tajo.client.QuotaExhaustedException;
import io.tajo.client.QuotaRateLimit;
import io.tajo.client.RateLimitStrategy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessWatchTest extends BrevoServerTest {

    private static String process(long id, String status) {
        return "{\"id\":" + id + ",\"status\":\"" + status + "\"}";
    }

    private static ResponseDefinitionBuilder recent(String... processes) {
        return json(200, "{\"processes\":[" + String.join(",", processes) + "]}");
    }

    private void look(long id, ResponseDefinitionBuilder answer) {
        server.stubFor(get(urlPathEqualTo("/v3/processes/" + id)).willReturn(answer));
    }

    private long lookedAt(String path) {
        return calls().stream()
                .filter(call -> URI.create(call.getUrl()).getPath().equals(path))
                .count();
    }

    @Test
    void await_looksAtAllWithOneCallAndLessAndLessOften() {
        answer(
                recent(process(1, "queued"), process(2, "queued")),
                recent(process(1, "completed"), process(2, "processing")),
                recent(process(1, "completed"), process(2, "failed")));

        Map<Long, BackgroundProcess> ended = client.processes().await(List.of(1L, 2L), Duration.ofHours(1));

        assertThat(ended.get(1L)).extracting(BackgroundProcess::status).isEqualTo(ProcessStatus.COMPLETED);
        assertThat(ended.get(2L)).extracting(BackgroundProcess::status).isEqualTo(ProcessStatus.FAILED);
        assertThat(time.sleeps())
                .containsExactly(Duration.ofMillis(1_000), Duration.ofMillis(1_500), Duration.ofMillis(2_250));
        assertThat(calls()).hasSize(3);
    }

    @Test
    void await_forAnHour_staysInsideTheQuotaAndTellsTheLastStatus() {
        answer(recent(process(1, "processing")));

        Map<Long, BackgroundProcess> seen = client.processes().await(List.of(1L), Duration.ofHours(1));

        assertThat(seen.get(1L)).extracting(BackgroundProcess::status).isEqualTo(ProcessStatus.PROCESSING);
        assertThat(calls()).hasSizeBetween(60, 70);
        assertThat(time.sleeps()).allMatch(pause -> pause.compareTo(Duration.ofMinutes(1)) <= 0);
        assertThat(time.sleeps().stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void await_whenNewerOnesHidAProcess_asksForItByItself() {
        answer(recent(process(9, "queued")));
        look(1, json(200, process(1, "completed")));

        assertThat(client.processes().await(List.of(1L), Duration.ofHours(1))).containsOnlyKeys(1L);
        assertThat(calls()).hasSize(2);
    }

    @Test
    void await_whenBrevoDoesNotKnowAProcess_asksForItOnceAndKeepsLooking() {
        answer(recent(), recent(), recent(process(1, "completed")));
        look(1, status(404));

        assertThat(client.processes().await(List.of(1L), Duration.ofHours(1))).containsOnlyKeys(1L);
        assertThat(lookedAt("/v3/processes/1")).isEqualTo(1);
        assertThat(lookedAt("/v3/processes")).isEqualTo(3);
    }

    @Test
    void await_whenAProcessWasNeverSeen_leavesItOut() {
        answer(recent());
        look(1, status(404));

        assertThat(client.processes().await(List.of(1L), Duration.ofSeconds(5))).isEmpty();
    }

    @Test
    void await_whenTheHoursCallsAreUsedUp_handsBackWhatItSawAndWhenToCome() {
        answer(recent(process(1, "completed"), process(2, "processing")));
        BrevoClient frugal = BrevoClient.builder()
                .host(server.baseUrl() + "/v3")
                .apiKey(KEY)
                .rateLimit(QuotaRateLimit.builder()
                        .clock(time)
                        .sleeper(time)
                        .group(BrevoLimits.OTHER, Quota.perHour(2))
                        .build())
                .maxQuotaWait(Duration.ofMinutes(1))
                .clock(time)
                .sleeper(time)
                .build();

        try (frugal) {
            assertThatExceptionOfType(WaitCutShortException.class)
                    .isThrownBy(() -> frugal.processes().await(List.of(1L, 2L), Duration.ofHours(2)))
                    .satisfies(e -> {
                        assertThat(e.seen().get(1L).status()).isEqualTo(ProcessStatus.COMPLETED);
                        assertThat(e.seen().get(2L).status()).isEqualTo(ProcessStatus.PROCESSING);
                        // An hour after the first look, which came after a second.
                        assertThat(e.failure())
                                .isInstanceOfSatisfying(
                                        QuotaExhaustedException.class,
                                        used -> assertThat(used.resumeAt())
                                                .isEqualTo(Instant.parse("2026-01-01T01:00:01Z")));
                        assertThat(e).hasMessageContaining("01:00:01");
                    });
        }
        assertThat(calls()).hasSize(2);
    }

    @Test
    void await_whenALookFails_handsBackWhatItSaw() {
        answer(recent(process(1, "completed"), process(2, "queued")), status(401));

        assertThatExceptionOfType(WaitCutShortException.class)
                .isThrownBy(() -> client.processes().await(List.of(1L, 2L), Duration.ofHours(1)))
                .satisfies(e -> {
                    assertThat(e.seen()).containsOnlyKeys(1L, 2L);
                    assertThat(e.failure()).isInstanceOf(AuthenticationException.class);
                });
    }

    @Test
    void await_whenOneOfALooksCallsFails_keepsWhatTheOtherSaw() {
        answer(recent(process(1, "completed")));
        look(2, status(401));

        assertThatExceptionOfType(WaitCutShortException.class)
                .isThrownBy(() -> client.processes().await(List.of(1L, 2L), Duration.ofHours(1)))
                .satisfies(e -> assertThat(e.seen()).containsOnlyKeys(1L));
    }

    @Test
    void await_forNothing_callsNobody() {
        assertThat(client.processes().await(List.of(), Duration.ofHours(1))).isEmpty();
        assertThat(calls()).isEmpty();
    }

    @Test
    void await_whenInterrupted_saysSoAndKeepsTheFlag() {
        BrevoClient interrupted = BrevoClient.builder()
                .host(server.baseUrl())
                .apiKey(KEY)
                .rateLimit(RateLimitStrategy.unlimited())
                .clock(time)
                .sleeper(pause -> {
                    throw new InterruptedException();
                })
                .build();

        try (interrupted) {
            assertThatExceptionOfType(CallInterruptedException.class)
                    .isThrownBy(() -> interrupted.processes().await(List.of(1L), Duration.ofHours(1)));
        }
        assertThat(Thread.interrupted()).isTrue();
    }
}
