package io.tajo.client.transport;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.tajo.client.CallAttempt;
import io.tajo.client.CallInterruptedException;
import io.tajo.client.ManualTime;
import io.tajo.client.Permit;
import io.tajo.client.RateLimitSignal;
import io.tajo.client.RateLimitStrategy;
import io.tajo.client.RouteGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TransportPatienceTest {
    @RegisterExtension
    final WireMockExtension server = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().http2PlainDisabled(true))
            .build();

    private final ManualTime time = new ManualTime();

    @Test
    void send_whenInterruptedBetweenTwoAttempts_saysSoAndKeepsTheFlag() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));
        try (Transport transport = TestService.open(
                server.baseUrl(),
                s -> s.time(time, time)
                        .listener(attempt -> Thread.currentThread().interrupt()))) {
            assertThatThrownBy(() -> transport.send(TestService.get().build()))
                    .isInstanceOf(CallInterruptedException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void observedBy_whenTheCallersListenerFails_isToldAllTheSame() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));
        List<CallAttempt> told = new ArrayList<>();
        try (Transport transport = TestService.open(
                server.baseUrl(),
                s -> s.listener(attempt -> {
                    throw new IllegalStateException("broken metric");
                }))) {
            transport.observedBy(told::add).send(TestService.get().build());
        }

        assertThat(told).hasSize(1);
    }

    @Test
    void send_whenThePacingFailsToObserve_handsOutTheAnswerAllTheSame() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));
        try (Transport transport = TestService.open(server.baseUrl(), s -> s.rateLimit(new Forgetful()))) {
            assertThat(transport.send(TestService.get().build()).status()).isEqualTo(200);
        }
    }

    private static final class Forgetful implements RateLimitStrategy {
        @Override
        public Permit acquire(RouteGroup group, Duration maxWait) {
            return RateLimitStrategy.unlimited().acquire(group, maxWait);
        }

        @Override
        public void observe(RouteGroup group, RateLimitSignal signal) {
            throw new IllegalStateException("no memory");
        }
    }
}
