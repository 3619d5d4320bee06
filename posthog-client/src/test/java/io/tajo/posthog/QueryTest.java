package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.ServerException;
import io.tajo.posthog.query.HogQl;
import io.tajo.posthog.query.QueryFailedException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueryTest extends QueryServerTest {
    @Test
    void rows_readPageAfterPageBehindTheLastKeyUntilAnEmptyOne() {
        answer(rows("a", "b"), rows("c"), rows());

        assertThat(read(IDS.bind("plan", "pro"))).containsExactly("a", "b", "c");

        assertThat(texts())
                .containsExactly(
                        "SELECT * FROM (\nSELECT id FROM persons\n) AS page ORDER BY isNull(`id`) DESC, `id` ASC LIMIT 40000",
                        "SELECT * FROM (\nSELECT id FROM persons\n) AS page WHERE `id` > {after_key} ORDER BY `id` ASC LIMIT 40000",
                        "SELECT * FROM (\nSELECT id FROM persons\n) AS page WHERE `id` > {after_key} ORDER BY `id` ASC LIMIT 40000");
        assertThat(sent())
                .extracting(body -> body.object("query")
                        .orElseThrow()
                        .object("values")
                        .orElseThrow()
                        .toMap())
                .containsExactly(
                        Map.of("plan", "pro"),
                        Map.of("plan", "pro", "after_key", "b"),
                        Map.of("plan", "pro", "after_key", "c"));
        assertThat(sent()).allSatisfy(body -> {
            assertThat(body.text("refresh")).hasValue("force_blocking");
            assertThat(body.text("name")).hasValue("posthog-brevo-connector: query");
        });
    }

    @Test
    void rows_withoutKeyset_areOneCallWithTheTextAsItIs() {
        answer(rows("a"));

        assertThat(read(HogQl.of("SELECT id FROM persons -- all"))).containsExactly("a");
        assertThat(texts()).containsExactly("SELECT id FROM persons -- all");
    }

    @Test
    void rows_ofAQueryWithoutLimitThatHasMore_failInsteadOfEndingEarly() {
        answer(okJson("{\"results\":[[\"a\"]],\"columns\":[\"id\"],\"hasMore\":true}"));

        assertThatThrownBy(() -> read(HogQl.of("SELECT id FROM persons")))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("LIMIT");
    }

    @Test
    void rows_whenTheLimitIsAboveWhatPostHogReturns_areRefusedWithoutAKeysetAndPagedWithOne() {
        HogQl query = HogQl.of("SELECT id FROM persons LIMIT 60000");

        assertThatThrownBy(() -> client.query().rows(query))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("60000")
                .hasMessageContaining("keyset(\"id\")");
        assertThatThrownBy(() -> client.query().start(query))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("60000");

        answer(rows("a", "b"), rows("c"), rows());
        assertThat(read(query.keyset("id"))).containsExactly("a", "b", "c");
        // PostHog cuts only the outermost LIMIT, so that the nested one ends the reading.
        assertThat(texts()).allMatch(text -> text.startsWith("SELECT * FROM (\nSELECT id FROM persons LIMIT 60000\n)"));
    }

    @Test
    void rows_whenAnUnknownLimitMayHaveBeenCut_failInsteadOfEndingEarly() {
        String[] most = IntStream.range(0, 50_000).mapToObj(String::valueOf).toArray(String[]::new);
        answer(rows(most), rows(most), rows(most), rows(most));

        assertThatThrownBy(() -> read(HogQl.of("SELECT id FROM persons LIMIT 30000 + 30000")))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("keyset");
        assertThat(read(HogQl.of("SELECT id FROM persons LIMIT 50000"))).hasSize(50_000);
    }

    @Test
    void rows_whenTheTextEndsInASemicolon_arePagedAllTheSame() {
        answer(rows());

        read(HogQl.of("SELECT id FROM persons; -- all").keyset("id"));

        assertThat(texts().get(0)).startsWith("SELECT * FROM (\nSELECT id FROM persons -- all\n) AS page");
    }

    @Test
    void rows_whenPostHogRunsOutOfTime_askForHalfAndThenAsynchronously() {
        answer(
                aResponse().withStatus(504),
                aResponse().withStatus(512),
                aResponse().withStatus(504),
                aResponse().withStatus(504),
                okJson("{\"query_status\":{\"id\":\"q1\",\"complete\":false}}").withStatus(202),
                okJson("{\"query_status\":{\"id\":\"q2\"}}").withStatus(202));
        String result = "{\"query_status\":{\"complete\":true,\"results\":{\"columns\":[\"id\"],\"results\":%s}}}";
        server.stubFor(get(urlEqualTo(QUERY + "q1/"))
                .inScenario("q1")
                .whenScenarioStateIs("Started")
                .willReturn(okJson("{\"query_status\":{\"complete\":false}}").withStatus(202))
                .willSetStateTo("done"));
        server.stubFor(get(urlEqualTo(QUERY + "q1/"))
                .inScenario("q1")
                .whenScenarioStateIs("done")
                .willReturn(okJson(result.formatted("[[\"a\"]]"))));
        server.stubFor(get(urlEqualTo(QUERY + "q2/")).willReturn(okJson(result.formatted("[]"))));

        assertThat(read(IDS)).containsExactly("a");

        assertThat(texts())
                .extracting(text -> text.substring(text.lastIndexOf(' ') + 1))
                .containsExactly("40000", "20000", "10000", "5000", "5000", "5000");
        assertThat(sent())
                .extracting(body -> body.text("refresh").orElseThrow())
                .containsExactly(
                        "force_blocking",
                        "force_blocking",
                        "force_blocking",
                        "force_blocking",
                        "force_async",
                        "force_async");
        assertThat(time.sleeps()).first().isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void rows_ofAnAggregate_goAsynchronousAtOnce() {
        answer(
                aResponse().withStatus(504),
                okJson("{\"query_status\":{\"id\":\"q1\"}}").withStatus(202));
        server.stubFor(get(urlEqualTo(QUERY + "q1/"))
                .willReturn(okJson("{\"query_status\":{\"results\":{\"columns\":[\"id\"],\"results\":[]}}}")));

        assertThat(read(IDS.aggregate())).isEmpty();

        assertThat(texts()).allMatch(text -> text.endsWith("LIMIT 40000"));
    }

    @Test
    void rows_whenAnAggregateIsTooMuchEvenAsynchronously_fail() {
        answer(aResponse().withStatus(504), aResponse().withStatus(504));

        assertThatThrownBy(() -> read(IDS.aggregate()))
                .isInstanceOfSatisfying(
                        ServerException.class, e -> assertThat(e.status()).isEqualTo(504))
                .hasMessageContaining("narrow it");
        assertThat(sent()).hasSize(2);
    }

    @Test
    void rows_whenAQueryFailsAsynchronously_sayWhyInPostHogsWords() {
        answer(
                aResponse().withStatus(504),
                okJson("{\"query_status\":{\"id\":\"q1\"}}").withStatus(202));
        server.stubFor(
                get(urlEqualTo(QUERY + "q1/"))
                        .willReturn(
                                okJson(
                                        "{\"query_status\":{\"error\":true,\"error_message\":\"Memory limit exceeded\",\"results\":null}}")));

        assertThatThrownBy(() -> read(IDS.aggregate()))
                .isInstanceOf(QueryFailedException.class)
                .hasMessageContaining("Memory limit exceeded");
    }

    @Test
    void rows_whenAQueryNeverEnds_cancelIt() {
        answer(
                aResponse().withStatus(504),
                okJson("{\"query_status\":{\"id\":\"q1\"}}").withStatus(202));
        server.stubFor(get(urlEqualTo(QUERY + "q1/"))
                .willReturn(okJson("{\"query_status\":{\"complete\":false}}").withStatus(202)));
        server.stubFor(delete(urlEqualTo(QUERY + "q1/")).willReturn(okJson("{}")));

        assertThatThrownBy(() -> read(IDS.aggregate()))
                .isInstanceOf(QueryFailedException.class)
                .hasMessageContaining("within 600 s");
        server.verify(deleteRequestedFor(urlEqualTo(QUERY + "q1/")));
    }

    @Test
    void rows_whenAPageIsTruncatedJson_askForItAgainAndLoseNothing() {
        answer(okJson("{\"results\":[[\"a\"],[\"b\"]"), rows("a", "b"), rows());

        assertThat(read(IDS)).containsExactly("a", "b");
    }

    @Test
    void rows_whenAPageStaysMalformed_fail() {
        answer(okJson("<html>"), okJson("<html>"), okJson("<html>"));

        assertThatThrownBy(() -> read(IDS)).isInstanceOf(DecodingException.class);
    }

    @Test
    void rows_whenAPageIsLargerThanTheByteCap_areAskedForInHalves() {
        String[] noise =
                IntStream.range(0, 100).mapToObj(i -> i + "x".repeat(100_000)).toArray(String[]::new);
        answer(rows(noise).withHeader("Content-Encoding", "identity"), rows("a"), rows());

        assertThat(read(IDS)).containsExactly("a");
        assertThat(texts().get(1)).endsWith("LIMIT 20000");
    }

    @Test
    void rows_whenTheServerIgnoresTheKey_failInsteadOfReadingForever() {
        answer(rows("a", "b"), rows("a", "b"), rows("a", "b"));

        assertThatThrownBy(() -> read(IDS))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void rows_askedAgainAfterAFailure_goOnFromTheLastKey() {
        answer(rows("a"), aResponse().withStatus(503), aResponse().withStatus(503), rows("b"), rows());
        Iterator<JsonObject> rows = client.query().rows(IDS).iterator();
        rows.next();

        assertThatThrownBy(rows::hasNext).isInstanceOf(ServerException.class);

        assertThat(rows.next().text("id")).hasValue("b");
        assertThat(rows.hasNext()).isFalse();
    }

    @Test
    void rows_whenTheKeyIsNotUnique_failInsteadOfLosingRows() {
        answer(rows("a", "a"), rows());

        assertThatThrownBy(() -> read(IDS))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("two rows with the same key");
    }

    @Test
    void rows_whenARowHasAnotherWidthThanItsColumns_fail() {
        answer(okJson("{\"results\":[[\"a\",1]],\"columns\":[\"id\"]}"));

        assertThatThrownBy(() -> read(IDS))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("2 values for 1");
    }
}
