package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.QueryParameter;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tajo.client.JsonObject;
import io.tajo.client.RetrySettings;
import io.tajo.client.transport.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client and a server that answers as the test says. */
abstract class PostHogServerTest {
    static final String KEY = "phx_topsecret";
    static final String TOKEN = "phc_public";

    private static final String FROM_EVENTS = "SELECT 1 FROM events WHERE ";

    @RegisterExtension
    final WireMockExtension server = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().http2PlainDisabled(true))
            .build();

    final FakeTime time = new FakeTime();
    PostHogClient client;

    @BeforeEach
    void open() {
        client = PostHogClient.builder()
                .host(server.baseUrl())
                .personalApiKey(KEY)
                .projectToken(TOKEN)
                .projectId("7")
                .retry(RetrySettings.builder().maxAttempts(2).build())
                .clock(time)
                .sleeper(time)
                .build();
    }

    @AfterEach
    void close() {
        client.close();
    }

    /** Leaves the texts of the queries that a test sent where a parser of HogQL can check them. */
    @AfterEach
    void keepQueries(TestInfo test) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "hogql"));
        List<String> texts = queryTexts();
        for (int i = 0; i < texts.size(); i++) {
            String name = getClass().getSimpleName() + "-"
                    + test.getTestMethod().orElseThrow().getName() + "-" + i;
            Files.writeString(folder.resolve(name + ".hogql"), texts.get(i));
        }
    }

    /** Returns the HogQL that the server received: whole queries, and conditions as the queries that they are part of. */
    List<String> queryTexts() {
        List<String> texts = new ArrayList<>();
        for (JsonObject query : queries()) {
            query.text("query").ifPresent(texts::add);
            query.list("where").orElse(List.of()).forEach(condition -> texts.add(FROM_EVENTS + condition));
            query.list("select").orElse(List.of()).forEach(column -> texts.add("SELECT " + column + " FROM events"));
        }
        for (LoggedRequest request : server.findAll(WireMock.anyRequestedFor(WireMock.anyUrl()))) {
            QueryParameter properties = request.queryParameter("properties");
            if (properties == null || !properties.isPresent()) continue;
            Json.tryObject("{\"all\":" + properties.firstValue() + "}").orElseThrow().objects("all").stream()
                    .filter(property -> property.text("type").orElse("").equals("hogql"))
                    .forEach(property ->
                            texts.add(FROM_EVENTS + property.text("key").orElseThrow()));
        }
        return texts;
    }

    /** Returns the queries that the server received, without what is sent around them. */
    List<JsonObject> queries() {
        return server.findAll(WireMock.postRequestedFor(WireMock.urlPathEqualTo("/api/projects/7/query/"))).stream()
                .flatMap(request -> Json.tryObject(request.getBodyAsString()).stream())
                .flatMap(body -> body.object("query").stream())
                .toList();
    }

    /** Returns a text that takes more than eight megabytes even when it travels compressed. */
    static String largeText() {
        byte[] noise = new byte[9 * 1024 * 1024];
        new Random(1).nextBytes(noise);
        return Base64.getEncoder().encodeToString(noise);
    }

    /** Returns a refusal in PostHog's usual form. */
    static ResponseDefinitionBuilder refusal(int status, String type, String code, String detail) {
        return WireMock.aResponse()
                .withStatus(status)
                .withBody("{\"type\":\"" + type + "\",\"code\":\"" + code + "\",\"detail\":\"" + detail
                        + "\",\"attr\":null}");
    }
}
