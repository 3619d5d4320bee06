package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.DecodingException;
import io.tajo.client.NotFoundException;
import io.tajo.client.ServerException;
import io.tajo.posthog.insights.Insight;
import io.tajo.posthog.insights.InsightNotComputedException;
import io.tajo.posthog.insights.InsightQuery;
import io.tajo.posthog.insights.Refresh;
import io.tajo.posthog.query.FunnelResult;
import io.tajo.posthog.query.FunnelSeries;
import io.tajo.posthog.query.FunnelStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InsightsTest extends PostHogServerTest {
    private static final String LIST = "/api/projects/7/insights/";

    private void funnel(String result) {
        server.stubFor(get(urlEqualTo(LIST + "?short_id=abc&refresh=force_blocking"))
                .willReturn(okJson("{\"results\":[{\"id\":5,\"short_id\":\"abc\",\"last_refresh\":"
                        + "\"2026-01-02T03:04:05Z\",\"result\":" + result + "}]}")));
    }

    private static String step(int order, String name, int count, String more) {
        return "{\"order\":" + order + ",\"name\":\"" + name + "\",\"custom_name\":null,\"type\":\"events\",\"count\":"
                + count + ",\"converted_people_url\":\"/x\"" + more + "}";
    }

    @TestFactory
    Stream<DynamicTest> list_ofEveryRefusal_throwsWhatToDo() {
        return new AreaErrors(
                        this,
                        "insight:read",
                        () -> client.insights().list(InsightQuery.all()).forEach(insight -> {}))
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> get_ofEveryRefusal_throwsWhatToDo() {
        return new AreaErrors(this, "insight:read", () -> client.insights().get(5, Refresh.FORCE_BLOCKING)).tests();
    }

    @TestFactory
    Stream<DynamicTest> funnel_ofEveryRefusal_throwsWhatToDo() {
        return new AreaErrors(this, "insight:read", () -> client.insights().funnel("abc")).tests();
    }

    @Test
    void list_leavesTheAnswersOutAndFollowsNext() {
        server.stubFor(get(urlEqualTo(LIST + "?limit=1&basic=true&short_id=abc"))
                .willReturn(okJson(
                        "{\"results\":[{\"id\":5,\"short_id\":\"abc\",\"name\":null,\"derived_name\":\"Pageviews\","
                                + "\"result\":null,\"tags\":[\"t\"],\"deleted\":true}],\"next\":\"http://x" + LIST
                                + "?limit=1&offset=1\"}")));
        server.stubFor(get(urlEqualTo(LIST + "?limit=1&offset=1"))
                .willReturn(okJson("{\"results\":[{\"id\":6}],\"next\":null}")));

        List<Insight> insights = client
                .insights()
                .list(InsightQuery.all().pageSize(1).shortId("abc"))
                .stream()
                .toList();

        assertThat(insights).extracting(Insight::id).containsExactly(5L, 6L);
        assertThat(insights.get(0).derivedName()).isEqualTo("Pageviews");
        assertThat(insights.get(0).tags()).containsExactly("t");
        assertThat(insights.get(0).deleted()).isTrue();
        assertThat(insights.get(0).result()).isNull();
        assertThat(insights.get(0)).hasToString("Insight[5 abc]");
    }

    @Test
    void get_asksForAFreshAnswerAndHandsItOut() {
        server.stubFor(get(urlEqualTo(LIST + "5/?refresh=force_blocking"))
                .willReturn(okJson("{\"id\":5,\"short_id\":\"abc\",\"query\":{\"kind\":\"TrendsQuery\"},\"result\":[],"
                        + "\"is_cached\":false,\"last_refresh\":\"2026-01-02T03:04:05Z\",\"hasMore\":null}")));

        Insight insight = client.insights().get(5, Refresh.FORCE_BLOCKING);

        assertThat(insight.result()).isEqualTo(List.of());
        assertThat(insight.query().text("kind")).hasValue("TrendsQuery");
        assertThat(insight.cached()).isFalse();
        assertThat(insight.lastRefresh()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    }

    @Test
    void get_whenTheCacheIsEmpty_saysHowToComputeTheAnswer() {
        server.stubFor(get(urlEqualTo(LIST + "5/?refresh=force_cache"))
                .willReturn(okJson("{\"id\":5,\"short_id\":\"abc\",\"result\":null,\"query_status\":null}")));

        assertThatThrownBy(() -> client.insights().get(5, Refresh.FORCE_CACHE))
                .isInstanceOf(InsightNotComputedException.class)
                .hasMessageContaining("insight 5 (abc)")
                .hasMessageContaining("FORCE_BLOCKING");
    }

    @Test
    void get_whenPostHogCanNotComputeTheAnswer_saysWhy() {
        server.stubFor(get(urlPathEqualTo(LIST + "5/"))
                .willReturn(okJson("{\"id\":5,\"short_id\":\"abc\",\"query_status\":{\"error\":true,"
                        + "\"error_message\":\"no field x for ada@example.com.\"}}")));

        assertThatThrownBy(() -> client.insights().get(5, Refresh.BLOCKING))
                .isInstanceOf(InsightNotComputedException.class)
                .hasMessageContaining("could not compute")
                .hasMessageContaining("no field x")
                .hasMessageNotContaining("ada@");
        server.verify(getRequestedFor(urlEqualTo(LIST + "5/?refresh=blocking")));
    }

    @ParameterizedTest
    @ValueSource(ints = {504, 512, 524})
    void get_whenPostHogRunsOutOfTime_isNotAskedTheSameAgain(int status) {
        server.stubFor(
                get(urlPathEqualTo(LIST + "5/")).willReturn(refusal(status, "server_error", "error", "too long")));

        assertThatThrownBy(() -> client.insights().get(5, Refresh.FORCE_BLOCKING))
                .isInstanceOf(ServerException.class);
        server.verify(1, getRequestedFor(urlPathEqualTo(LIST + "5/")));
    }

    @Test
    void getByShortId_ofNone_saysWhereTheIdStands() {
        server.stubFor(get(urlPathEqualTo(LIST)).willReturn(okJson("{\"results\":[]}")));

        assertThatThrownBy(() -> client.insights().getByShortId("nope", Refresh.BLOCKING))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no insight has the short id \"nope\"")
                .hasMessageContaining("address");
    }

    @Test
    void funnel_handsItsStepsOutInOrder() {
        funnel("[" + step(1, "buy", 30, ",\"average_conversion_time\":90.5,\"median_conversion_time\":60") + ","
                + step(0, "visit", 100, ",\"average_conversion_time\":null") + "]");

        FunnelResult funnel = client.insights().funnel("abc");

        assertThat(funnel.computedAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(funnel.steps())
                .containsExactly(
                        new FunnelStep(0, "visit", null, "events", 100, 0, null, null),
                        new FunnelStep(
                                1, "buy", null, "events", 30, 70, Duration.ofMillis(90_500), Duration.ofMinutes(1)));
    }

    @Test
    void funnel_brokenDown_hasASeriesForEachValue() {
        funnel("[[" + step(0, "visit", 4, ",\"breakdown_value\":[\"DE\",\"web\"]") + ","
                + step(1, "buy", 1, ",\"breakdown_value\":[\"DE\",\"web\"]") + "],["
                + step(0, "visit", 3, ",\"breakdown\":7")
                + "],[]]");

        FunnelResult funnel = client.insights().funnel("abc");

        assertThat(funnel.series())
                .extracting(FunnelSeries::breakdown)
                .containsExactly(List.of("DE", "web"), List.of("7"), List.of());
        assertThat(funnel.series().get(0).steps())
                .extracting(FunnelStep::dropped)
                .containsExactly(0L, 3L);
        assertThat(funnel.steps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"bins\":[[1,2]]}",
                "[{\"count\":3,\"data\":[1,2],\"days\":[]}]",
                "[{\"order\":0}]",
                "[[{\"order\":0,\"count\":1}],{}]",
                "[1]"
            })
    void funnel_ofAnotherInsight_saysThatItIsNone(String result) {
        funnel(result);

        assertThatThrownBy(() -> client.insights().funnel("abc"))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("Check that the insight is a funnel");
    }
}
