package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.NotFoundException;
import io.tajo.client.ServerException;
import io.tajo.posthog.insights.Insight;
import io.tajo.posthog.insights.InsightNotComputedException;
import io.tajo.posthog.insights.InsightQuery;
import io.tajo.posthog.insights.Refresh;
import io.tajo.posthog.query.FunnelResult;
import io.tajo.posthog.query.FunnelStep;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InsightsTest extends PostHogServerTest {
    private static final String LIST = "/api/projects/7/insights/";
    private static final String ONE = LIST + "5/";
    private static final String STEPS = "[{\"order\":0,\"count\":10},{\"order\":1,\"count\":4}]";

    private static String page(String next, String... entries) {
        return "{\"count\":99,\"previous\":null,\"results\":[" + String.join(",", entries) + "],\"next\":"
                + (next.isEmpty() ? "null" : "\"http://elsewhere" + next + "\"") + "}";
    }

    private static String insight(int id, String fields) {
        return "{\"id\":" + id + ",\"short_id\":\"s" + id + "\"" + fields + "}";
    }

    private void stub(String url, String body) {
        server.stubFor(get(urlEqualTo(url)).willReturn(okJson(body)));
    }

    private void stubOne(String body) {
        server.stubFor(get(urlPathEqualTo(ONE)).willReturn(okJson(body)));
    }

    private void stubList(String body) {
        server.stubFor(get(urlPathEqualTo(LIST)).willReturn(okJson(body)));
    }

    private List<Long> ids(InsightQuery query) {
        return client.insights().list(query).stream().map(Insight::id).toList();
    }

    @TestFactory
    Stream<DynamicTest> list_ofEveryRefusal_throwsWhatToDo() {
        return new AreaErrors(this, "insight:read", () -> ids(InsightQuery.all())).tests();
    }

    @TestFactory
    Stream<DynamicTest> get_ofEveryRefusal_throwsWhatToDo() {
        return new AreaErrors(this, "insight:read", () -> client.insights().get(5, Refresh.BLOCKING)).tests();
    }

    @TestFactory
    Stream<DynamicTest> funnel_ofEveryRefusal_throwsWhatToDo() {
        return new AreaErrors(this, "insight:read", () -> client.insights().funnel("s5")).tests();
    }

    @Test
    void get_ofAnInsight_readsEveryField() {
        stubOne(insight(
                5,
                ",\"name\":\"Sales\",\"derived_name\":\"Pageviews\",\"query\":{\"kind\":\"TrendsQuery\"},"
                        + "\"result\":[{\"count\":1}],\"columns\":null,\"types\":null,\"hasMore\":null,"
                        + "\"is_cached\":true,\"last_refresh\":\"2026-01-01T00:00:00Z\",\"deleted\":true,"
                        + "\"tags\":[\"a\",\"b\"],\"last_modified_at\":\"2026-01-02T00:00:00Z\","
                        + "\"timezone\":\"UTC\",\"unheard_of\":[{}]"));

        Insight insight = client.insights().get(5);

        assertThat(insight.id()).isEqualTo(5);
        assertThat(insight.shortId()).isEqualTo("s5");
        assertThat(insight.name()).isEqualTo("Sales");
        assertThat(insight.derivedName()).isEqualTo("Pageviews");
        assertThat(insight.query().text("kind")).hasValue("TrendsQuery");
        assertThat(insight.result()).isEqualTo(List.of(Map.of("count", 1)));
        assertThat(insight.deleted()).isTrue();
        assertThat(insight.tags()).containsExactly("a", "b");
        assertThat(insight.lastModifiedAt()).isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
        assertThat(insight.fields().text("timezone")).hasValue("UTC");
        assertThat(insight).hasToString("Insight[5 s5]");
        server.verify(getRequestedFor(urlEqualTo(ONE + "?refresh=force_blocking"))
                .withHeader("Authorization", equalTo("Bearer " + KEY)));
    }

    @Test
    void get_ofAnInsightWithoutWhatMayBeMissing_leavesItOut() {
        stubOne("{\"id\":\"5\",\"name\":null,\"query\":null,\"tags\":null,\"deleted\":null,\"result\":[]}");

        Insight insight = client.insights().get(5, Refresh.FORCE_BLOCKING);

        assertThat(insight)
                .isEqualTo(new Insight(
                        5,
                        "",
                        null,
                        null,
                        JsonObject.empty(),
                        List.of(),
                        null,
                        null,
                        false,
                        List.of(),
                        null,
                        insight.fields()));
    }

    @Test
    void get_ofAnInsightWithoutItsNumber_saysWhatIsMissing() {
        stubOne("{\"result\":[]}");

        assertThatThrownBy(() -> client.insights().get(5, Refresh.BLOCKING))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("without its number");
    }

    @Test
    void get_whenTheAnswerIsStale_saysSoAndSinceWhen() {
        stubOne(insight(5, ",\"result\":[],\"is_cached\":true,\"last_refresh\":\"2026-01-01T00:00:00Z\""));

        Insight insight = client.insights().get(5, Refresh.FORCE_CACHE);

        assertThat(insight.cached()).isTrue();
        assertThat(insight.lastRefresh()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        server.verify(getRequestedFor(urlEqualTo(ONE + "?refresh=force_cache")));
    }

    @Test
    void get_whenARecentAnswerWillDo_asksForIt() {
        stubOne(insight(5, ",\"result\":[]"));

        client.insights().get(5, Refresh.BLOCKING);

        server.verify(getRequestedFor(urlEqualTo(ONE + "?refresh=blocking")));
    }

    @Test
    void get_whenTheCacheHoldsNoResult_saysHowToComputeIt() {
        stubOne(insight(5, ",\"result\":null,\"query_status\":null"));

        assertThatThrownBy(() -> client.insights().get(5, Refresh.FORCE_CACHE))
                .isInstanceOf(InsightNotComputedException.class)
                .hasMessageContaining("the insight 5 (s5)")
                .hasMessageContaining("Ask with Refresh.FORCE_BLOCKING");
    }

    @Test
    void get_whenPostHogCouldNotCompute_saysWhyInItsWords() {
        stubOne(insight(
                5,
                ",\"result\":null,\"query_status\":{\"error\":true,\"error_message\":\"too many bytes for "
                        + "ada@example.com\"}"));

        assertThatThrownBy(() -> client.insights().get(5, Refresh.FORCE_BLOCKING))
                .isInstanceOf(InsightNotComputedException.class)
                .hasMessageContaining("too many bytes")
                .hasMessageContaining("narrow")
                .hasMessageNotContaining("ada@example.com");
    }

    @Test
    void get_whenNothingWasComputedThoughItWasForced_doesNotAdviseToForceIt() {
        stubOne(insight(5, ",\"result\":null"));

        assertThatThrownBy(() -> client.insights().get(5, Refresh.FORCE_BLOCKING))
                .isInstanceOf(InsightNotComputedException.class)
                .hasMessageContaining("no reason")
                .hasMessageNotContaining("FORCE_BLOCKING");
    }

    @ParameterizedTest
    @ValueSource(ints = {504, 512, 524})
    void get_whenItTakesTooLong_isNotAskedAgain(int status) {
        server.stubFor(get(urlPathEqualTo(ONE)).willReturn(aResponse().withStatus(status)));

        assertThatThrownBy(() -> client.insights().get(5, Refresh.FORCE_BLOCKING))
                .isInstanceOf(ServerException.class);
        server.verify(1, getRequestedFor(urlPathEqualTo(ONE)));
    }

    @ParameterizedTest
    @ValueSource(ints = {504, 512, 524})
    void list_whenItTakesTooLong_isNotAskedAgain(int status) {
        server.stubFor(get(urlPathEqualTo(LIST)).willReturn(aResponse().withStatus(status)));

        assertThatThrownBy(() -> ids(InsightQuery.all())).isInstanceOf(ServerException.class);
        server.verify(1, getRequestedFor(urlPathEqualTo(LIST)));
    }

    @Test
    void list_whenPagesAreShortOrEmpty_followsNextToTheEnd() {
        String start = LIST + "?limit=2&basic=true";
        stub(start, page(start + "&offset=2", insight(1, "")));
        stub(start + "&offset=2", page(start + "&offset=4"));
        stub(start + "&offset=4", page("", insight(1, ""), insight(2, "")));

        assertThat(ids(InsightQuery.all().pageSize(2))).containsExactly(1L, 2L);
    }

    @Test
    void list_whenTheCursorStandsStill_failsInsteadOfReadingForEver() {
        String start = LIST + "?limit=100&basic=true";
        stub(start, page(start + "&offset=100", insight(1, "")));
        stub(start + "&offset=100", page(start + "&offset=100", insight(2, "")));

        assertThatThrownBy(() -> ids(InsightQuery.all()))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("never end");
    }

    @Test
    void list_asksForNoAnswersAndComputesNone() {
        stubList(page("", insight(1, "")));

        Insight insight =
                client.insights().list(InsightQuery.all()).stream().toList().get(0);

        assertThat(insight.result()).isNull();
        server.verify(getRequestedFor(urlPathEqualTo(LIST))
                .withQueryParam("limit", equalTo("100"))
                .withQueryParam("basic", equalTo("true"))
                .withQueryParam("short_id", absent())
                .withQueryParam("refresh", absent()));
    }

    @Test
    void list_ofAShortId_asksForIt() {
        stubList(page("", insight(1, "")));

        assertThat(ids(InsightQuery.all().shortId("s&1").pageSize(3))).containsExactly(1L);
        server.verify(getRequestedFor(urlEqualTo(LIST + "?limit=3&basic=true&short_id=s%261")));
    }

    @Test
    void pageSize_ofNothing_isRefused() {
        assertThatThrownBy(() -> InsightQuery.all().pageSize(0)).hasMessageContaining("at least one");
    }

    @Test
    void getByShortId_ofAnInsight_returnsItsAnswer() {
        stubList(page("", insight(5, ",\"result\":[1]")));

        assertThat(client.insights().getByShortId("s5", Refresh.BLOCKING).result())
                .isEqualTo(List.of(1));
        server.verify(getRequestedFor(urlPathEqualTo(LIST))
                .withQueryParam("short_id", equalTo("s5"))
                .withQueryParam("refresh", equalTo("blocking"))
                .withQueryParam("basic", absent()));
    }

    @Test
    void getByShortId_ofNone_isNotFoundThoughPostHogAnswers200() {
        stubList(page(""));

        assertThatThrownBy(() -> client.insights().getByShortId("s6", Refresh.BLOCKING))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("\"s6\"")
                .hasMessageContaining("stands in the insight's address");
    }

    @Test
    void getByShortId_whenTheResultIsNull_saysWhy() {
        stubList(page("", insight(5, ",\"result\":null")));

        assertThatThrownBy(() -> client.insights().getByShortId("s5", Refresh.BLOCKING))
                .isInstanceOf(InsightNotComputedException.class)
                .hasMessageContaining("in its cache");
    }

    @Test
    void funnel_ofASavedInsight_isComputedAnewAndNotReadFromTheCache() {
        stubList(page("", insight(5, ",\"result\":" + STEPS + ",\"last_refresh\":\"2026-01-01T00:00:00Z\"")));

        FunnelResult funnel = client.insights().funnel("s5");

        assertThat(funnel.steps()).extracting(FunnelStep::count).containsExactly(10L, 4L);
        assertThat(funnel.computedAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        server.verify(getRequestedFor(urlPathEqualTo(LIST)).withQueryParam("refresh", equalTo("force_blocking")));
    }

    @Test
    void funnel_ofAnInsightThatIsATrend_saysWhatIsWrong() {
        stubList(page("", insight(5, ",\"result\":[{\"count\":3,\"data\":[1,2],\"action\":{\"order\":0}}]")));

        assertThatThrownBy(() -> client.insights().funnel("s5"))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("is a funnel");
    }
}
