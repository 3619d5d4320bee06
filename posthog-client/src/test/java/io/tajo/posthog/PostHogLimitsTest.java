package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.Permit;
import io.tajo.client.QuotaExhaustedException;
import io.tajo.client.QuotaRateLimit;
import io.tajo.client.RateLimitSignal;
import io.tajo.client.RateLimitStrategy;
import io.tajo.client.RateLimitedException;
import io.tajo.client.RouteGroup;
import io.tajo.posthog.query.HogQl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PostHogLimitsTest extends PostHogServerTest {
    private static final String QUERY = "/api/projects/7/query/";
    private static final HogQl ONE = HogQl.of("SELECT 1");

    static Stream<Arguments> published() {
        return Stream.of(
                Arguments.of(PostHogLimits.PERSONS, 240, Duration.ofMinutes(1)),
                Arguments.of(PostHogLimits.DELETIONS, 480, Duration.ofMinutes(1)),
                Arguments.of(PostHogLimits.DELETIONS, 4_800, Duration.ofHours(1)),
                Arguments.of(PostHogLimits.QUERY, 240, Duration.ofMinutes(1)),
                Arguments.of(PostHogLimits.QUERY, 2_400, Duration.ofHours(1)),
                Arguments.of(PostHogLimits.ANALYTICS, 240, Duration.ofMinutes(1)),
                Arguments.of(PostHogLimits.ANALYTICS, 1_200, Duration.ofHours(1)),
                Arguments.of(PostHogLimits.CRUD, 480, Duration.ofMinutes(1)),
                Arguments.of(PostHogLimits.CRUD, 4_800, Duration.ofHours(1)),
                Arguments.of(PostHogLimits.DEFINITIONS, 600, Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @MethodSource("published")
    void published_keepsToEachQuotaInEachWindowAndUsesItUp(RouteGroup group, int calls, Duration window) {
        QuotaRateLimit limit = PostHogLimits.builder().clock(time).sleeper(time).build();
        Instant start = time.instant();
        List<Instant> taken = new ArrayList<>();
        while (taken.size() <= calls) {
            limit.acquire(group, Duration.ofHours(2)).close();
            taken.add(time.instant());
        }

        assertThat(taken.get(calls)).isAfterOrEqualTo(start.plus(window));
        assertThat(taken.get(calls - 1)).isBefore(start.plus(window));
    }

    @Test
    void published_hasThreeQueriesAtOnce() {
        QuotaRateLimit limit = PostHogLimits.published();
        List<Permit> open = new ArrayList<>();
        for (int i = 0; i < 3; i++) open.add(limit.acquire(PostHogLimits.QUERY, Duration.ZERO));

        assertThatThrownBy(() -> limit.acquire(PostHogLimits.QUERY, Duration.ZERO))
                .isInstanceOf(QuotaExhaustedException.class);
        open.get(0).close();
        limit.acquire(PostHogLimits.QUERY, Duration.ZERO).close();
    }

    @Test
    void publicRoutes_areNotLimited() {
        QuotaRateLimit limit = PostHogLimits.builder().clock(time).sleeper(time).build();
        for (int i = 0; i < 10_000; i++) {
            limit.acquire(PostHogLimits.CAPTURE, Duration.ZERO).close();
            limit.acquire(PostHogLimits.FLAGS, Duration.ZERO).close();
        }

        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void aLegacyLimitOf120QueriesAnHour_isRecognisedAtItsFirst429() {
        server.stubFor(post(urlEqualTo(QUERY)).willReturn(okJson("{\"results\":[[1]],\"columns\":[\"1\"]}")));
        for (int i = 0; i < 120; i++) ask();
        server.stubFor(post(urlEqualTo(QUERY))
                .inScenario("legacy")
                .whenScenarioStateIs(STARTED)
                .willReturn(
                        aResponse()
                                .withStatus(429)
                                .withHeader("Retry-After", "3540")
                                .withBody(
                                        "{\"type\":\"throttled_error\",\"code\":\"throttled\",\"detail\":\"Request was throttled.\"}"))
                .willSetStateTo("an hour later"));

        assertThatThrownBy(this::ask)
                .isInstanceOfSatisfying(
                        RateLimitedException.class,
                        e -> assertThat(e.retryAfter()).hasValue(Duration.ofMinutes(59)))
                .hasMessageContaining("120 queries an hour");

        time.sleep(Duration.ofMinutes(61));
        for (int i = 0; i < 120; i++) ask();
        assertThatThrownBy(this::ask).isInstanceOf(QuotaExhaustedException.class);
    }

    @Test
    void aMinutesWait_isNoLegacyLimit() {
        server.stubFor(post(urlEqualTo(QUERY))
                .inScenario("busy")
                .whenScenarioStateIs(STARTED)
                .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "50"))
                .willSetStateTo("free"));
        server.stubFor(post(urlEqualTo(QUERY))
                .inScenario("busy")
                .whenScenarioStateIs("free")
                .willReturn(okJson("{\"results\":[[1]],\"columns\":[\"1\"]}")));

        for (int i = 0; i < 200; i++) ask();
    }

    @Test
    void limits_areReplaceable() {
        List<RouteGroup> asked = new ArrayList<>();
        RateLimitStrategy own = new RateLimitStrategy() {
            @Override
            public Permit acquire(RouteGroup group, Duration maxWait) {
                asked.add(group);
                return PostHogLimits.published().acquire(group, maxWait);
            }

            @Override
            public void observe(RouteGroup group, RateLimitSignal signal) {
                asked.add(group);
            }
        };
        server.stubFor(post(urlEqualTo(QUERY)).willReturn(okJson("{\"results\":[],\"columns\":[]}")));
        try (PostHogClient custom = PostHogClient.builder()
                .host(server.baseUrl())
                .personalApiKey(KEY)
                .projectId("7")
                .rateLimit(own)
                .build()) {
            assertThat(custom.query().rows(ONE)).isEmpty();
        }

        assertThat(asked).containsExactly(PostHogLimits.QUERY, PostHogLimits.QUERY);
    }

    private void ask() {
        client.query().rows(ONE).iterator().next();
    }
}
