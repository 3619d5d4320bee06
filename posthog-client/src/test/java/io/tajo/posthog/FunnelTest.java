package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.posthog.insights.Refresh;
import io.tajo.posthog.properties.PropertyFilter;
import io.tajo.posthog.query.FunnelQuery;
import io.tajo.posthog.query.FunnelResult;
import io.tajo.posthog.query.FunnelSeries;
import io.tajo.posthog.query.FunnelStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunnelTest extends QueryServerTest {
    private static final FunnelQuery FUNNEL = FunnelQuery.of("signup", "purchase");
    private static final String FIRST = "{\"order\":0,\"count\":10}";
    private static final String SECOND = "{\"order\":1,\"count\":4}";

    private FunnelResult read(String results) {
        answer(okJson("{\"results\":" + results + "}"));
        return client.query().funnel(FUNNEL);
    }

    private JsonObject filterOf(FunnelQuery funnel) {
        return JsonObject.of(funnel.toMap()).object("funnelsFilter").orElseThrow();
    }

    private static String series(String breakdown) {
        return "[{\"order\":0,\"count\":10," + breakdown + "},{\"order\":1,\"count\":4," + breakdown + "}]";
    }

    private List<List<String>> breakdowns(String... breakdowns) {
        String all =
                String.join(",", Stream.of(breakdowns).map(FunnelTest::series).toList());
        return read("[" + all + "]").series().stream()
                .map(FunnelSeries::breakdown)
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> funnel_ofEveryRefusal_throwsWhatToDo() {
        return new AreaErrors(this, "query:read", () -> client.query().funnel(FUNNEL)).tests();
    }

    @Test
    void funnel_ofSteps_readsEveryField() {
        answer(okJson("{\"results\":[{\"action_id\":\"signup\",\"name\":\"signup\",\"custom_name\":\"Signed up\","
                + "\"order\":0,\"people\":[],\"count\":10,\"type\":\"events\",\"average_conversion_time\":null,"
                + "\"median_conversion_time\":null,\"converted_people_url\":\"x\",\"unheard_of\":{}},"
                + "{\"name\":\"purchase\",\"custom_name\":null,\"order\":1,\"count\":\"4\",\"type\":\"telepathy\","
                + "\"average_conversion_time\":90.5,\"median_conversion_time\":\"60\"}],"
                + "\"is_cached\":false,\"last_refresh\":\"2026-01-01T00:00:00Z\"}"));

        FunnelResult funnel = client.query().funnel(FUNNEL);

        assertThat(funnel.steps())
                .containsExactly(
                        new FunnelStep(0, "signup", "Signed up", "events", 10, 0, null, null),
                        new FunnelStep(
                                1,
                                "purchase",
                                null,
                                "telepathy",
                                4,
                                6,
                                Duration.ofMillis(90_500),
                                Duration.ofSeconds(60)));
        assertThat(funnel.computedAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(funnel.series())
                .singleElement()
                .satisfies(one -> assertThat(one.breakdown()).isEmpty());
    }

    @Test
    void funnel_withNothingButCounts_leavesOutTheRest() {
        FunnelResult funnel = read("[" + FIRST + "]");

        assertThat(funnel.steps()).containsExactly(new FunnelStep(0, null, null, null, 10, 0, null, null));
        assertThat(funnel.computedAt()).isNull();
    }

    @Test
    void funnel_whenStepsComeInAnotherOrder_putsThemInTheirs() {
        assertThat(read("[" + SECOND + "," + FIRST + "]").steps())
                .extracting(FunnelStep::order, FunnelStep::dropped)
                .containsExactly(tuple(0, 0L), tuple(1, 6L));
    }

    @Test
    void funnel_ofNobody_hasNoSteps() {
        assertThat(read("[]").steps()).isEmpty();
    }

    @Test
    void funnel_brokenDown_hasASeriesForEachValueAndNoStepsOfItsOwn() {
        FunnelResult funnel = read("[" + series("\"breakdown_value\":[\"Chrome\"]") + ","
                + series("\"breakdown_value\":[\"Safari\"]") + "]");

        assertThat(funnel.series())
                .extracting(FunnelSeries::breakdown)
                .containsExactly(List.of("Chrome"), List.of("Safari"));
        assertThat(funnel.series())
                .allSatisfy(one ->
                        assertThat(one.steps()).extracting(FunnelStep::dropped).containsExactly(0L, 6L));
        assertThat(funnel.steps()).isEmpty();
    }

    @Test
    void funnel_brokenDownByWhatIsNoText_readsItAsText() {
        assertThat(breakdowns("\"breakdown_value\":12", "\"breakdown_value\":[true,1.50]", "\"breakdown\":\"x\""))
                .containsExactly(List.of("12"), List.of("true", "1.50"), List.of("x"));
    }

    @Test
    void funnel_brokenDownByWhatSomeLack_keepsTheirPlaceAndIsNoFunnelWithoutABreakdown() {
        assertThat(breakdowns("\"breakdown_value\":[\"Chrome\",null]", "\"breakdown_value\":[null]"))
                .containsExactly(List.of("Chrome", ""), List.of(""));
        assertThat(read("[" + series("\"breakdown_value\":null") + "]").steps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{\"bins\":[[0,1]],\"average_conversion_time\":3}",
                "[{\"count\":3,\"data\":[1,2],\"days\":[]}]",
                "[{\"order\":0,\"count\":null}]",
                "[1,2]",
                "[[{\"order\":0,\"count\":1}],{\"order\":0,\"count\":1}]"
            })
    void funnel_whenTheAnswerIsNoListOfSteps_saysSo(String results) {
        assertThatThrownBy(() -> read(results))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("shown as steps");
    }

    @Test
    void funnel_isComputedAnewAndNamed() {
        read("[]");

        JsonObject body = sent().get(0);
        assertThat(body.text("refresh")).hasValue("force_blocking");
        assertThat(body.text("name").orElseThrow()).endsWith("funnel");
    }

    @Test
    void funnel_sendsItsStepsWindowAndTime() {
        answer(okJson("{\"results\":[]}"));

        client.query()
                .funnel(FunnelQuery.of("signup")
                        .step("purchase", PropertyFilter.event("price").greaterThan(3))
                        .order(FunnelQuery.Order.STRICT)
                        .withoutTestAccounts());

        JsonObject query = asked().get(0);
        assertThat(query.text("kind")).hasValue("FunnelsQuery");
        List<JsonObject> steps = query.objects("series");
        assertThat(steps).extracting(step -> step.text("event").orElseThrow()).containsExactly("signup", "purchase");
        assertThat(steps).allSatisfy(step -> assertThat(step.text("kind")).hasValue("EventsNode"));
        assertThat(steps.get(0).has("properties")).isFalse();
        assertThat(steps.get(1).objects("properties"))
                .singleElement()
                .satisfies(filter -> assertThat(filter.text("key")).hasValue("price"));
        assertThat(query.bool("filterTestAccounts")).hasValue(true);
        JsonObject filter = query.object("funnelsFilter").orElseThrow();
        assertThat(filter.integer("funnelWindowInterval")).hasValue(14);
        assertThat(filter.text("funnelWindowIntervalUnit")).hasValue("day");
        assertThat(filter.text("funnelOrderType")).hasValue("strict");
        assertThat(query.object("dateRange").orElseThrow().text("date_from")).hasValue("-30d");
    }

    @ParameterizedTest
    @CsvSource({"PT48H,2,day", "PT36H,36,hour", "PT90M,90,minute", "PT90S,90,second", "PT1.5S,1,second"})
    void within_aWindow_isSentInTheLargestWholeUnit(Duration window, int count, String unit) {
        JsonObject filter = filterOf(FUNNEL.within(window));

        assertThat(filter.integer("funnelWindowInterval")).hasValue(count);
        assertThat(filter.text("funnelWindowIntervalUnit")).hasValue(unit);
    }

    @ParameterizedTest
    @CsvSource({"ORDERED,ordered", "STRICT,strict", "UNORDERED,unordered"})
    void order_isSentInPostHogsWords(FunnelQuery.Order order, String wire) {
        assertThat(filterOf(FUNNEL.order(order)).text("funnelOrderType")).hasValue(wire);
    }

    @Test
    void between_twoMoments_isNotRoundedToDays() {
        FunnelQuery funnel =
                FUNNEL.between(Instant.parse("2026-01-01T10:00:00Z"), Instant.parse("2026-01-02T11:00:00Z"));

        assertThat(funnel.toMap())
                .containsEntry(
                        "dateRange",
                        Map.of(
                                "date_from",
                                "2026-01-01T10:00:00Z",
                                "date_to",
                                "2026-01-02T11:00:00Z",
                                "explicitDate",
                                true));
    }

    @Test
    void funnelQuery_ofNoSense_isRefused() {
        assertThatThrownBy(() -> FUNNEL.within(Duration.ZERO)).hasMessageContaining("a second or more");
        assertThatThrownBy(() -> FUNNEL.within(Duration.ofDays(-1))).hasMessageContaining("a second or more");
        assertThatThrownBy(() -> FUNNEL.lastDays(0)).hasMessageContaining("one day or more");
    }

    @Test
    void funnelQuery_whenChanged_leavesTheOldOneAsItWas() {
        Map<String, Object> before = Map.copyOf(FUNNEL.toMap());

        FUNNEL.step("refund").order(FunnelQuery.Order.STRICT).lastDays(3);

        assertThat(FUNNEL.toMap()).isEqualTo(before);
        assertThatThrownBy(() -> FUNNEL.toMap().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void funnel_whenItTakesTooLong_isComputedAsynchronously() {
        answer(
                aResponse().withStatus(504),
                okJson("{\"query_status\":{\"id\":\"q1\"}}").withStatus(202));
        server.stubFor(get(urlEqualTo(QUERY + "q1/"))
                .willReturn(okJson("{\"query_status\":{\"complete\":true,\"results\":{\"results\":[" + FIRST
                        + "],\"last_refresh\":\"2026-01-01T00:00:00Z\"}}}")));

        FunnelResult funnel = client.query().funnel(FUNNEL);

        assertThat(funnel.steps()).hasSize(1);
        assertThat(funnel.computedAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(sent())
                .extracting(body -> body.text("refresh").orElseThrow())
                .containsExactly("force_blocking", "force_async");
    }

    @Test
    void funnel_ofASavedInsight_isSentAsItWasSavedWithoutItsNulls() {
        server.stubFor(get(urlPathEqualTo("/api/projects/7/insights/5/"))
                .willReturn(okJson("{\"id\":5,\"short_id\":\"s5\",\"result\":[],\"query\":{\"kind\":\"InsightVizNode\","
                        + "\"source\":{\"kind\":\"FunnelsQuery\",\"series\":[{\"kind\":\"ActionsNode\",\"id\":4}],"
                        + "\"breakdownFilter\":{\"breakdown\":\"$browser\"},\"dateRange\":null}}}")));
        answer(okJson("{\"results\":[" + series("\"breakdown\":[\"Chrome\"]") + "]}"));

        FunnelQuery saved =
                FunnelQuery.saved(client.insights().get(5, Refresh.FORCE_CACHE).query());
        FunnelResult funnel = client.query().funnel(saved);

        assertThat(funnel.series()).extracting(FunnelSeries::breakdown).containsExactly(List.of("Chrome"));
        assertThat(asked().get(0).toMap())
                .isEqualTo(Map.of(
                        "kind",
                        "FunnelsQuery",
                        "series",
                        List.of(Map.of("kind", "ActionsNode", "id", 4)),
                        "breakdownFilter",
                        Map.of("breakdown", "$browser")));
    }

    @Test
    void saved_ofAnInsightWithoutAKind_isRefused() {
        assertThatThrownBy(() -> FunnelQuery.saved(JsonObject.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without a kind");
    }

    @Test
    void between_aMomentAndAnEarlierOne_isRefused() {
        Instant moment = Instant.parse("2026-01-01T10:00:00Z");

        assertThatThrownBy(() -> FunnelQuery.of("signup").between(moment, moment))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
