package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.tajo.client.JsonObject;
import io.tajo.client.transport.Json;
import io.tajo.posthog.query.HogQl;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A query route that gives its answers in the order in which the test lines them up. */
abstract class QueryServerTest extends PostHogServerTest {
    static final String QUERY = "/api/projects/7/query/";
    static final HogQl IDS = HogQl.of("SELECT id FROM persons").keyset("id").pageSize(40_000);

    private int answers;

    void answer(ResponseDefinitionBuilder... responses) {
        for (ResponseDefinitionBuilder response : responses) {
            server.stubFor(post(urlEqualTo(QUERY))
                    .inScenario("query")
                    .whenScenarioStateIs(answers == 0 ? "Started" : "answer " + answers)
                    .willReturn(response)
                    .willSetStateTo("answer " + ++answers));
        }
    }

    static ResponseDefinitionBuilder rows(String... ids) {
        return okJson("{\"results\":"
                + new String(Json.write(List.of(ids).stream().map(List::of).toList()), StandardCharsets.UTF_8)
                + ",\"columns\":[\"id\"]}");
    }

    /** The queries themselves, without how they are asked. */
    List<JsonObject> asked() {
        return sent().stream().map(body -> body.object("query").orElseThrow()).toList();
    }

    List<JsonObject> sent() {
        return server.findAll(postRequestedFor(urlEqualTo(QUERY))).stream()
                .map(request -> Json.tryObject(request.getBodyAsString()).orElseThrow())
                .toList();
    }

    List<String> texts() {
        return sent().stream()
                .map(body -> body.object("query").orElseThrow().text("query").orElseThrow())
                .toList();
    }

    List<String> read(HogQl query) {
        return client.query().rows(query).stream()
                .map(row -> row.text("id").orElseThrow())
                .toList();
    }
}
