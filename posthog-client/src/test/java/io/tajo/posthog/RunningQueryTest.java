package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.tajo.client.JsonObject;
import io.tajo.posthog.query.HogQl;
import io.tajo.posthog.query.QueryFailedException;
import io.tajo.posthog.query.RunningQuery;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunningQueryTest extends QueryServerTest {
    private static final HogQl QUERY_BY_PLAN = HogQl.of("SELECT id FROM persons WHERE properties.plan = {plan}")
            .bind("plan", "pro")
            .named("by plan");

    private void look(ResponseDefinitionBuilder response) {
        server.stubFor(get(urlEqualTo(QUERY + "q1/")).willReturn(response));
    }

    private static ResponseDefinitionBuilder finished(String rows) {
        return okJson(
                "{\"query_status\":{\"id\":\"q1\",\"complete\":true,\"results\":{\"columns\":[\"id\"],\"results\":"
                        + rows + "}}}");
    }

    @Test
    void start_asksAsynchronouslyAndAfresh() {
        answer(okJson("{\"query_status\":{\"id\":\"q1\",\"complete\":false}}").withStatus(202));

        RunningQuery running = client.query().start(QUERY_BY_PLAN);

        assertThat(running.id()).isEqualTo("q1");
        assertThat(sent().get(0).text("refresh")).hasValue("force_async");
        assertThat(sent().get(0).text("name")).hasValue("posthog-brevo-connector: by plan");
        assertThat(asked().get(0).object("values").orElseThrow().toMap()).isEqualTo(Map.of("plan", "pro"));
    }

    @Test
    void poll_isEmptyWhileTheQueryRunsAndThenTheRows() {
        RunningQuery running = client.query().running("q1");
        look(okJson("{\"query_status\":{\"complete\":false}}").withStatus(202));
        assertThat(running.poll()).isEmpty();

        look(finished("[[\"a\"],[\"b\"]]"));
        assertThat(running.poll().orElseThrow())
                .extracting(row -> row.text("id").orElseThrow())
                .containsExactly("a", "b");
    }

    @Test
    void await_givesUpAfterTheCallersPatienceAndCancels() {
        look(okJson("{\"query_status\":{\"complete\":false}}").withStatus(202));
        server.stubFor(delete(urlEqualTo(QUERY + "q1/")).willReturn(okJson("{\"message\":\"cancelled\"}")));

        assertThatThrownBy(() -> client.query().running("q1").await(Duration.ofSeconds(30)))
                .isInstanceOf(QueryFailedException.class)
                .hasMessageContaining("30 s");
        assertThat(time.sleeps().stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(40));
        server.verify(1, deleteRequestedFor(urlEqualTo(QUERY + "q1/")));
    }

    @Test
    void poll_ofAFailedQuery_saysWhyInPostHogsWords() {
        look(aResponse()
                .withStatus(400)
                .withBody("{\"type\":\"validation_error\",\"detail\":\"Unknown table ada@example.com\"}"));

        assertThatThrownBy(() -> client.query().running("q1").poll())
                .isInstanceOf(QueryFailedException.class)
                .hasMessageContaining("Unknown table ***@***");
    }

    @Test
    void poll_ofAQueryThatFailedWithoutAReason_failsToo() {
        look(aResponse().withStatus(500));

        assertThatThrownBy(() -> client.query().running("q1").poll()).isInstanceOf(QueryFailedException.class);
    }

    @Test
    void poll_whenTheStatusHoldsAnError_fails() {
        look(okJson("{\"query_status\":{\"complete\":true,\"error\":true,\"results\":null}}"));

        assertThatThrownBy(() -> client.query().running("q1").poll()).isInstanceOf(QueryFailedException.class);
    }

    @Test
    void cancel_tellsPostHog() {
        server.stubFor(delete(urlEqualTo(QUERY + "q1/")).willReturn(aResponse().withStatus(204)));

        client.query().running("q1").cancel();

        server.verify(deleteRequestedFor(urlEqualTo(QUERY + "q1/")));
    }

    @Test
    void rows_ofAFinishedQuery_canBeReadMoreThanOnce() {
        look(finished("[[\"a\"]]"));
        Iterable<JsonObject> rows = client.query().running("q1").poll().orElseThrow();

        assertThat(rows).hasSize(1);
        assertThat(rows).hasSize(1);
    }
}
