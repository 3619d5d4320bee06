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
import io.tajo.client.CallListener;
import io.tajo.client.ManualTime;
import io.tajo.client.Permit;
import io.tajo.client.Quota;
import io.tajo.client.QuotaRateLimit;
import io.tajo.client.RateLimitSignal;
import io.tajo.client.RateLimitStrategy;
import io.tajo.client.RouteGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
                s -> s.clock(time)
                        .sleeper(time)
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
            transport.withListener(told::add).send(TestService.get().build());
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

    @Test
    void send_whenTheQuotaAsksForALongWait_announcesItOnceBeforeItBegins() {
        List<Instant> announced = waitsOfTwoCalls(new Quota(1, Duration.ofSeconds(10)), until -> {});

        assertThat(announced).hasSize(1);
        assertThat(time.instant()).isAfterOrEqualTo(announced.get(0));
    }

    @Test
    void send_whenTheQuotaAsksForAMoment_announcesNothing() {
        assertThat(waitsOfTwoCalls(new Quota(1, Duration.ofMillis(500)), until -> {}))
                .isEmpty();
    }

    @Test
    void send_whenAnAnnouncementFails_waitsAndCallsAllTheSame() {
        List<Instant> announced = waitsOfTwoCalls(new Quota(1, Duration.ofSeconds(10)), until -> {
            throw new IllegalStateException("broken progress bar");
        });

        assertThat(announced).hasSize(1);
    }

    /** Makes two calls where a quota allows one, and returns the waits that were announced, each before its end. */
    private List<Instant> waitsOfTwoCalls(Quota quota, Consumer<Instant> listener) {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));
        HttpCall call = TestService.get().build();
        List<Instant> announced = new ArrayList<>();
        CallListener waits = new CallListener() {
            @Override
            public void onAttempt(CallAttempt attempt) {
                assertThat(attempt.status()).isEqualTo(200);
            }

            @Override
            public void onWait(RouteGroup group, Instant until) {
                assertThat(until).isAfter(time.instant());
                announced.add(until);
                listener.accept(until);
            }
        };
        RateLimitStrategy pace = QuotaRateLimit.builder()
                .clock(time)
                .sleeper(time)
                .group(call.group(), quota)
                .build();
        try (Transport transport = TestService.open(
                server.baseUrl(),
                s -> s.clock(time).sleeper(time).rateLimit(pace).maxQuotaWait(Duration.ofMinutes(1)))) {
            Transport observed = transport.withListener(waits);
            observed.send(call);
            observed.send(call);
        }
        return announced;
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
