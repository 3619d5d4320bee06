package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.posthog.properties.PropertyFilter;
import io.tajo.posthog.query.FunnelQuery;
import io.tajo.posthog.query.FunnelResult;
import io.tajo.posthog.query.FunnelStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunnelTest extends QueryServerTest {
    private static final FunnelQuery FUNNEL = FunnelQuery.of("signup", "purchase");

    private JsonObject askedFor(FunnelQuery query) {
        answer(okJson("{\"results\":[]}"));
        client.query().funnel(query);
        return asked().get(0);
    }

    @Test
    void funnel_readsItsStepsInTheirOrder() {
        answer(okJson("""
                {"results":[
                  {"order":1,"name":"purchase","custom_name":"Bought","count":40,"type":"events",
                   "average_conversion_time":61.5,"median_conversion_time":null,"unheard_of":1},
                  {"order":0,"name":"signup","count":100}],
                 "last_refresh":"2026-01-02T00:00:00Z","is_cached":false}"""));

        FunnelResult result = client.query().funnel(FUNNEL);

        assertThat(result.series()).hasSize(1);
        List<FunnelStep> steps = result.series().get(0).steps();
        assertThat(steps).extracting(FunnelStep::count).containsExactly(100L, 40L);
        assertThat(steps).extracting(FunnelStep::dropped).containsExactly(0L, 60L);
        assertThat(steps.get(1).averageConversionTime()).isEqualTo(Duration.ofMillis(61_500));
    }

    @Test
    void funnel_asksAfreshForTheLastThirtyDaysWithinFourteen() {
        JsonObject query = askedFor(FUNNEL);

        assertThat(sent().get(0).text("refresh")).hasValue("force_blocking");
        assertThat(query.text("kind")).hasValue("FunnelsQuery");
        assertThat(query.objects("series"))
                .extracting(step -> step.text("event").orElseThrow())
                .containsExactly("signup", "purchase");
        assertThat(query.object("dateRange").orElseThrow().text("date_from")).hasValue("-30d");
        JsonObject filter = query.object("funnelsFilter").orElseThrow();
        assertThat(filter.integer("funnelWindowInterval")).hasValue(14);
        assertThat(filter.text("funnelWindowIntervalUnit")).hasValue("day");
    }

    @ParameterizedTest
    @CsvSource({"PT48H,2,day", "PT36H,36,hour", "PT90M,90,minute", "PT61S,61,second"})
    void within_isToldInTheLargestUnitThatFits(Duration window, long count, String unit) {
        JsonObject filter =
                askedFor(FUNNEL.within(window)).object("funnelsFilter").orElseThrow();

        assertThat(filter.integer("funnelWindowInterval")).hasValue(count);
        assertThat(filter.text("funnelWindowIntervalUnit")).hasValue(unit);
    }

    @Test
    void funnel_asksForWhatWasChosen() {
        JsonObject query =
                askedFor(FUNNEL.step("repeat", PropertyFilter.event("price").greaterThan(10))
                        .order(FunnelQuery.Order.STRICT)
                        .between(Instant.parse("2026-01-01T10:00:00Z"), Instant.parse("2026-01-02T10:00:00Z"))
                        .withoutTestAccounts());

        assertThat(query.objects("series").get(2).objects("properties")).hasSize(1);
        assertThat(query.object("funnelsFilter").orElseThrow().text("funnelOrderType"))
                .hasValue("strict");
        JsonObject range = query.object("dateRange").orElseThrow();
        assertThat(range.text("date_from")).hasValue("2026-01-01T10:00:00Z");
        assertThat(range.bool("explicitDate")).hasValue(true);
        assertThat(query.bool("filterTestAccounts")).hasValue(true);
    }

    @Test
    void funnel_whoseAnswerIsNoListOfSteps_fails() {
        answer(okJson("{\"results\":{\"a\":1}}"));

        assertThatThrownBy(() -> client.query().funnel(FUNNEL))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("funnel");
    }

    @Test
    void within_lessThanASecond_isRefused() {
        assertThatThrownBy(() -> FUNNEL.within(Duration.ofMillis(10))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FUNNEL.lastDays(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
