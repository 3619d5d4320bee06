package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.transport.Json;
import io.tajo.posthog.properties.PropertyFilter;
import io.tajo.posthog.query.ActorsQuery;
import io.tajo.posthog.query.FunnelQuery;
import io.tajo.posthog.query.HogQl;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActorsTest extends QueryServerTest {
    private static final ActorsQuery PERSONS = ActorsQuery.persons().pageSize(2);

    private static ResponseDefinitionBuilder page(String ids, String more) {
        return okJson("{\"results\":[" + ids + "],\"columns\":[\"id\"]" + more + ",\"missing_actors_count\":1}");
    }

    private List<String> ids(ActorsQuery query) {
        return client.query().actors(query).stream()
                .map(row -> row.text("id").orElseThrow())
                .toList();
    }

    private List<Long> offsets() {
        return asked().stream()
                .map(query -> query.integer("offset").orElseThrow())
                .toList();
    }

    @Test
    void actors_followHasMoreThroughShortAndEmptyPagesAndHandEachOutOnce() {
        answer(
                page("[\"a\"]", ",\"hasMore\":true"),
                page("", ",\"hasMore\":true"),
                page("[\"a\"],[\"b\"]", ",\"hasMore\":false"));

        assertThat(ids(PERSONS)).containsExactly("a", "b");
        assertThat(offsets()).containsExactly(0L, 2L, 4L);
    }

    @Test
    void actors_whenPostHogDoesNotSayWhetherMoreFollow_readToAnEmptyPage() {
        answer(page("[\"a\"]", ""), page("[\"b\"]", ""), page("", ""));

        assertThat(ids(PERSONS)).containsExactly("a", "b");
    }

    @Test
    void actors_whenPostHogClampsThePage_goOnWhereItEnded() {
        answer(page("[\"a\"]", ",\"limit\":1,\"hasMore\":true"), page("[\"b\"]", ",\"limit\":1,\"hasMore\":false"));

        assertThat(ids(PERSONS)).containsExactly("a", "b");
        assertThat(offsets()).containsExactly(0L, 1L);
    }

    @Test
    void actors_ofAFunnel_askForThoseWhoDroppedBeforeAStep() {
        answer(page("", ",\"hasMore\":false"));
        FunnelQuery funnel = FunnelQuery.of("signup", "purchase");

        ids(ActorsQuery.droppedBefore(2, funnel)
                .select(HogQl.property("email"))
                .filter(PropertyFilter.person("plan").is("pro"))
                .search("ada"));

        JsonObject query = asked().get(0);
        assertThat(query.text("kind")).hasValue("ActorsQuery");
        assertThat(query.list("select").orElseThrow()).isEqualTo(List.of("id", "properties.`email`"));
        assertThat(query.list("orderBy").orElseThrow()).isEqualTo(List.of("id ASC"));
        assertThat(query.text("search")).hasValue("ada");
        assertThat(query.objects("properties")).hasSize(1);
        JsonObject source = query.object("source").orElseThrow();
        assertThat(source.text("kind")).hasValue("FunnelsActorsQuery");
        assertThat(source.integer("funnelStep")).hasValue(-2);
        assertThat(Json.write(source.object("source").orElseThrow().toMap())).isEqualTo(Json.write(funnel.toMap()));
    }

    @Test
    void actors_ofAFunnel_askForThoseWhoReachedAStep() {
        answer(page("", ",\"hasMore\":false"));

        ids(ActorsQuery.reached(1, FunnelQuery.of("signup")));

        assertThat(asked().get(0).object("source").orElseThrow().integer("funnelStep"))
                .hasValue(1);
    }

    /** Lists of actors time out at the look-up of their persons. */
    @Test
    void actorExportsThatDieInPersonHydration_areAskedForAsynchronously() {
        answer(
                aResponse().withStatus(504),
                okJson("{\"query_status\":{\"id\":\"q1\"}}").withStatus(202));
        server.stubFor(get(urlEqualTo(QUERY + "q1/"))
                .willReturn(okJson("{\"query_status\":{\"complete\":true,\"results\":"
                        + "{\"results\":[[\"a\"]],\"columns\":[\"id\"],\"hasMore\":false}}}")));

        assertThat(ids(PERSONS)).containsExactly("a");
    }

    @Test
    void actors_withoutAnId_fail() {
        answer(okJson("{\"results\":[[\"x\"]],\"columns\":[\"name\"]}"));

        assertThatThrownBy(() -> ids(PERSONS)).isInstanceOf(DecodingException.class);
    }

    @Test
    void funnelSteps_countFromOne() {
        FunnelQuery funnel = FunnelQuery.of("signup", "purchase");

        assertThatThrownBy(() -> ActorsQuery.reached(0, funnel)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ActorsQuery.droppedBefore(1, funnel)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void funnel_ofASavedInsight_isTakenAsItWasSaved() {
        JsonObject saved = JsonObject.of(
                Map.of("kind", "InsightVizNode", "source", Map.of("kind", "FunnelsQuery", "series", List.of("x"))));

        assertThat(FunnelQuery.saved(saved).toMap()).isEqualTo(Map.of("kind", "FunnelsQuery", "series", List.of("x")));
        assertThatThrownBy(() -> FunnelQuery.saved(JsonObject.of(Map.of("kind", "TrendsQuery"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TrendsQuery");
    }

    @Test
    void actors_whosePageIsTooLarge_areAskedForInHalvesThatFollowEachOther() {
        answer(
                okJson("{\"results\":[],\"columns\":[\"id\"],\"noise\":\"" + largeText() + "\"}"),
                page("[\"a\"]", ",\"hasMore\":true"),
                page("[\"b\"]", ",\"hasMore\":false"));

        assertThat(ids(PERSONS)).containsExactly("a", "b");
        assertThat(offsets()).containsExactly(0L, 0L, 1L);
    }
}
