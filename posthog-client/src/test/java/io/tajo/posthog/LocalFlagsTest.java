package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.tajo.client.ApiException;
import io.tajo.client.ConfigurationException;
import io.tajo.client.DecodingException;
import io.tajo.client.PermissionException;
import io.tajo.client.RateLimitedException;
import io.tajo.client.RetrySettings;
import io.tajo.posthog.flags.FlagContext;
import io.tajo.posthog.flags.FlagDefinition;
import io.tajo.posthog.flags.FlagValue;
import io.tajo.posthog.flags.LocalFlags;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalFlagsTest extends PostHogServerTest {
    private static final String DEFINITIONS = "/flags/definitions";
    private static final FlagContext ADA = FlagContext.of("ada").properties(Map.of("plan", "pro"));

    @BeforeEach
    void withoutRepeats() {
        client.close();
        client = PostHogClient.builder()
                .host(server.baseUrl())
                .personalApiKey(KEY)
                .projectToken(TOKEN)
                .projectId("7")
                .retry(RetrySettings.none())
                .clock(time)
                .sleeper(time)
                .build();
    }

    /** One flag that is on for a plan, one that rests on a cohort which the definitions leave out. */
    private static String definitions(String plan) {
        return """
                {"flags":[
                  {"id":1,"key":"by-plan","active":true,"version":3,"filters":{"groups":[
                    {"properties":[{"key":"plan","value":"%s","type":"person"}],"rollout_percentage":100}]}},
                  {"id":2,"key":"by-cohort","active":true,"filters":{"groups":[
                    {"properties":[{"key":"id","value":9,"type":"cohort"}],"rollout_percentage":100}]}},
                  {"id":3,"key":"by-company","active":true,"filters":{"groups":[
                    {"properties":[{"key":"company","value":"x","type":"person"}],"rollout_percentage":100}]}}],
                 "group_type_mapping":{},"cohorts":{},"unheard_of":1}""".formatted(plan);
    }

    private void answer(ResponseDefinitionBuilder response) {
        server.stubFor(get(urlPathEqualTo(DEFINITIONS)).willReturn(response));
    }

    private int fetches() {
        return server.findAll(getRequestedFor(urlPathEqualTo(DEFINITIONS))).size();
    }

    @Test
    void evaluateAll_fetchesTheDefinitionsOnceAndDecidesEachFlag() {
        answer(okJson(definitions("pro")));

        Map<String, FlagValue> values = client.flags().local().evaluateAll(ADA);
        client.flags().local().evaluateAll(FlagContext.of("bob"));

        assertThat(values.get("by-plan")).isEqualTo(new FlagValue.On());
        assertThat(values.get("by-cohort")).isInstanceOf(FlagValue.NeedsServer.class);
        assertThat(values.get("by-company")).isInstanceOf(FlagValue.Inconclusive.class);
        assertThat(values.keySet()).containsExactly("by-plan", "by-cohort", "by-company");
        assertThat(fetches()).isEqualTo(1);
        server.verify(getRequestedFor(urlPathEqualTo(DEFINITIONS))
                .withQueryParam("token", equalTo(TOKEN))
                .withHeader("Authorization", equalTo("Bearer " + KEY)));
    }

    @Test
    void evaluate_knowsTheCohortsThatTheContextNames() {
        answer(okJson(definitions("pro")));
        LocalFlags local = client.flags().local();

        assertThat(local.evaluate("by-cohort", ADA.cohorts(List.of(9L)))).isEqualTo(new FlagValue.On());
        assertThat(local.evaluate("by-cohort", ADA.cohorts(List.of(8L)))).isEqualTo(new FlagValue.Off());
    }

    @Test
    void evaluate_ofAFlagThatIsNotThere_isInconclusive() {
        answer(okJson(definitions("pro")));

        assertThat(client.flags().local().evaluate("gone", ADA)).isInstanceOf(FlagValue.Inconclusive.class);
    }

    @Test
    void evaluateAll_ofSomeKeys_decidesOnlyThose() {
        answer(okJson(definitions("pro")));

        assertThat(client.flags().local().evaluateAll(ADA.keys(List.of("by-plan"))))
                .isEqualTo(Map.of("by-plan", new FlagValue.On()));
    }

    @Test
    void refresh_sendsTheETagAndKeepsWhatHasNotChanged() {
        answer(okJson(definitions("pro")).withHeader("ETag", "\"v1\""));
        LocalFlags local = client.flags().local();
        assertThat(local.fetchedAt()).isEmpty();
        assertThat(local.refresh()).isTrue();
        answer(aResponse().withStatus(304));
        time.sleep(Duration.ofMinutes(1));

        assertThat(local.refresh()).isFalse();

        server.verify(getRequestedFor(urlPathEqualTo(DEFINITIONS)).withHeader("If-None-Match", equalTo("\"v1\"")));
        assertThat(local.fetchedAt()).hasValue(time.instant());
        assertThat(local.evaluate("by-plan", ADA)).isEqualTo(new FlagValue.On());
        answer(okJson(definitions("free")));
        assertThat(local.refresh()).isTrue();
        assertThat(local.evaluate("by-plan", ADA)).isEqualTo(new FlagValue.Off());
    }

    @Test
    void refreshedEvery_fetchesOnceTheDefinitionsAreOldEnough() {
        answer(okJson(definitions("pro")));
        LocalFlags local = client.flags().local().refreshedEvery(Duration.ofSeconds(30));

        local.evaluateAll(ADA);
        time.sleep(Duration.ofSeconds(29));
        local.evaluateAll(ADA);
        assertThat(fetches()).isEqualTo(1);
        time.sleep(Duration.ofSeconds(1));
        local.evaluateAll(ADA);
        local.evaluateAll(ADA);

        assertThat(fetches()).isEqualTo(2);
    }

    @Test
    void refreshedEvery_whenPostHogFails_goesOnWithTheFormerDefinitionsAndWaitsLongerEachTime() {
        answer(okJson(definitions("pro")));
        LocalFlags local = client.flags().local().refreshedEvery(Duration.ofSeconds(30));
        local.evaluateAll(ADA);
        answer(aResponse().withStatus(503).withBody("down"));

        int[] fetchesAfter = new int[271];
        for (int second = 0; second < fetchesAfter.length; second++) {
            time.sleep(Duration.ofSeconds(1));
            assertThat(local.evaluate("by-plan", ADA)).isEqualTo(new FlagValue.On());
            fetchesAfter[second] = fetches() - 1;
        }

        // Due after 30 seconds, then after 60, then after 90: a minute more than the interval is the longest wait.
        assertThat(fetchesAfter[28]).isZero();
        assertThat(fetchesAfter[29]).isEqualTo(1);
        assertThat(fetchesAfter[88]).isEqualTo(1);
        assertThat(fetchesAfter[89]).isEqualTo(2);
        assertThat(fetchesAfter[178]).isEqualTo(2);
        assertThat(fetchesAfter[179]).isEqualTo(3);
        assertThat(fetchesAfter[268]).isEqualTo(3);
        assertThat(fetchesAfter[269]).isEqualTo(4);
    }

    @Test
    void refreshedEvery_afterAFailureThatPassed_isDueByTheIntervalAgain() {
        answer(okJson(definitions("pro")));
        LocalFlags local = client.flags().local().refreshedEvery(Duration.ofSeconds(30));
        local.evaluateAll(ADA);
        answer(aResponse().withStatus(503));
        time.sleep(Duration.ofSeconds(30));
        local.evaluateAll(ADA);
        answer(okJson(definitions("pro")));
        time.sleep(Duration.ofSeconds(60));
        local.evaluateAll(ADA);
        answer(aResponse().withStatus(503));
        time.sleep(Duration.ofSeconds(30));
        local.evaluateAll(ADA);
        time.sleep(Duration.ofSeconds(60));

        local.evaluateAll(ADA);

        assertThat(fetches()).isEqualTo(5);
    }

    @Test
    void refresh_whenTheAnswerHoldsNoFlags_keepsTheFormerDefinitionsInsteadOfTurningAllOff() {
        answer(okJson(definitions("pro")));
        LocalFlags local = client.flags().local();
        local.evaluateAll(ADA);
        answer(okJson("{\"detail\":\"hello\"}"));

        assertThatThrownBy(local::refresh).isInstanceOf(DecodingException.class).hasMessageContaining("holds no flags");

        assertThat(local.evaluate("by-plan", ADA)).isEqualTo(new FlagValue.On());
    }

    @Test
    void refresh_whenThrottled_failsAtOnceAlsoWhereOtherCallsAreRepeated() {
        answer(aResponse().withStatus(429));
        try (PostHogClient patient = PostHogClient.builder()
                .host(server.baseUrl())
                .personalApiKey(KEY)
                .projectToken(TOKEN)
                .projectId("7")
                .clock(time)
                .sleeper(time)
                .build()) {
            assertThatThrownBy(() -> patient.flags().local().refresh()).isInstanceOf(RateLimitedException.class);
        }

        assertThat(fetches()).isEqualTo(1);
    }

    @Test
    void refresh_whenTheBillingLimitIsReached_clearsTheDefinitions() {
        answer(okJson(definitions("pro")));
        LocalFlags local = client.flags().local();
        local.evaluateAll(ADA);
        answer(aResponse().withStatus(402).withBody("quota"));

        assertThatThrownBy(local::refresh).isInstanceOf(ApiException.class);

        assertThat(local.evaluateAll(ADA)).isEmpty();
        assertThat(local.evaluate("by-plan", ADA))
                .isInstanceOfSatisfying(
                        FlagValue.Inconclusive.class,
                        value -> assertThat(value.reason()).contains("billing limit"));
    }

    @Test
    void refresh_whenItIsRefused_keepsTheFormerDefinitions() {
        answer(okJson(definitions("pro")));
        LocalFlags local = client.flags().local();
        local.evaluateAll(ADA);

        answer(aResponse().withStatus(401));
        assertThatThrownBy(local::refresh).hasMessageContaining("personal API key");
        answer(refusal(403, "authentication_error", "permission_denied", "missing required scope 'feature_flag:read'"));
        assertThatThrownBy(local::refresh)
                .isInstanceOfSatisfying(
                        PermissionException.class,
                        e -> assertThat(e.missingScope()).hasValue("feature_flag:read"));
        answer(refusal(429, "validation_error", "rate_limit_exceeded", "slow down"));
        assertThatThrownBy(local::refresh).isInstanceOf(RateLimitedException.class);

        assertThat(local.evaluate("by-plan", ADA)).isEqualTo(new FlagValue.On());
    }

    @Test
    void theFirstFetch_whenItFails_failsTheEvaluation() {
        answer(aResponse().withStatus(503));

        assertThatThrownBy(() -> client.flags()
                        .local()
                        .refreshedEvery(Duration.ofSeconds(30))
                        .evaluateAll(ADA))
                .isInstanceOf(ApiException.class);
    }

    @Test
    void askingServer_asksOnceForAllThatIsOpenAndKeepsWhatStaysOpen() {
        answer(okJson(definitions("pro")));
        server.stubFor(post(urlEqualTo("/flags/?v=2"))
                .willReturn(
                        okJson("{\"flags\":{\"by-cohort\":{\"enabled\":true}},\"errorsWhileComputingFlags\":true}")));

        Map<String, FlagValue> values = client.flags().local().askingServer().evaluateAll(ADA);

        assertThat(values.get("by-cohort")).isEqualTo(new FlagValue.On());
        assertThat(values.get("by-company")).isInstanceOf(FlagValue.Inconclusive.class);
        server.verify(
                1,
                postRequestedFor(urlEqualTo("/flags/?v=2"))
                        .withRequestBody(matchingJsonPath("$.flag_keys_to_evaluate[?(@ == 'by-cohort')]"))
                        .withRequestBody(matchingJsonPath("$[?(@.flag_keys_to_evaluate.length() == 2)]")));
    }

    @Test
    void askingServer_whenAllIsDecidedHere_asksNothing() {
        answer(okJson(definitions("pro")));

        client.flags().local().askingServer().evaluate("by-plan", ADA);

        server.verify(0, postRequestedFor(urlEqualTo("/flags/?v=2")));
    }

    @Test
    void definitions_listTheFlags() {
        answer(okJson(definitions("pro")));

        assertThat(client.flags().local().definitions())
                .extracting(FlagDefinition::key)
                .containsExactly("by-plan", "by-cohort", "by-company");
        assertThat(client.flags().local().definitions().get(0).version()).hasValue(3);
    }

    @Test
    void local_withoutAToken_saysHowToSetIt() {
        try (PostHogClient tokenless = PostHogClient.builder()
                .host(server.baseUrl())
                .personalApiKey(KEY)
                .projectId("7")
                .build()) {
            assertThatThrownBy(() -> tokenless.flags().local().evaluateAll(ADA))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("projectToken(...)");
        }
    }

    @Test
    void refreshedEvery_fromManyThreads_fetchesOnceAndLetsTheOthersGoOn() throws Exception {
        answer(okJson(definitions("pro")));
        LocalFlags local = client.flags().local().refreshedEvery(Duration.ofSeconds(30));
        local.evaluateAll(ADA);
        time.sleep(Duration.ofSeconds(31));
        answer(okJson(definitions("pro")).withFixedDelay(500));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<FlagValue>> values = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> {
                        start.await();
                        return local.evaluate("by-plan", ADA);
                    }))
                    .toList();
            start.countDown();
            for (Future<FlagValue> value : values) assertThat(value.get()).isEqualTo(new FlagValue.On());
        } finally {
            threads.shutdownNow();
        }
        assertThat(fetches()).isEqualTo(2);
    }
}
