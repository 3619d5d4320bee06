package io.tajo.client.transport;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.tajo.client.ApiException;
import io.tajo.client.BodyTooLargeException;
import io.tajo.client.CallAttempt;
import io.tajo.client.Credentials;
import io.tajo.client.DecodingException;
import io.tajo.client.ManualTime;
import io.tajo.client.RateLimitedException;
import io.tajo.client.RetrySettings;
import io.tajo.client.Secret;
import io.tajo.client.ServerException;
import io.tajo.client.TransportException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportTest {
    @RegisterExtension
    final WireMockExtension server = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().http2PlainDisabled(true).gzipDisabled(true))
            .build();

    private final ManualTime time = new ManualTime();
    private final List<CallAttempt> attempts = new ArrayList<>();
    private Transport transport;

    private Transport open() {
        return open(TestService.KEY);
    }

    private Transport open(Credentials credentials) {
        transport = TestService.open(
                server.baseUrl(),
                credentials,
                s -> s.clock(time)
                        .sleeper(time)
                        .retry(RetrySettings.builder().maxAttempts(3).build())
                        .listener(attempts::add));
        return transport;
    }

    @AfterEach
    void close() {
        if (transport != null) transport.close();
    }

    private void answer(ResponseDefinitionBuilder... answers) {
        String state = STARTED;
        for (int i = 0; i < answers.length; i++) {
            server.stubFor(get(urlPathEqualTo("/things"))
                    .inScenario("s")
                    .whenScenarioStateIs(state)
                    .willReturn(answers[i])
                    .willSetStateTo("after " + i));
            state = "after " + i;
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void path_thatWouldReachAnotherRoute_isRefused(String value) {
        HttpCall.Builder call = HttpCall.write("DELETE", TestService.GROUP, "/persons/{person}/");

        assertThatThrownBy(() -> call.path("person", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another route");
    }

    @Test
    void send_sendsKeyAndAsksForGzipAndInflatesIt() throws IOException {
        answer(aResponse().withHeader("Content-Encoding", "gzip").withBody(gzip("{\"name\":\"Zoë 🚀\"}")));

        Answer answer = open().send(TestService.get().query("a b", "c+d&é").build());

        assertThat(Json.object(answer).text("name")).hasValue("Zoë 🚀");
        server.verify(getRequestedFor(urlEqualTo("/things?a%20b=c%2Bd%26%C3%A9"))
                .withHeader("api-key", equalTo("top-secret"))
                .withHeader("Accept-Encoding", equalTo("gzip"))
                .withoutHeader("Upgrade"));
    }

    @Test
    void send_repeatsUntilItSucceedsAndTellsTheListenerOfEveryAttempt() {
        answer(aResponse().withStatus(503), aResponse().withStatus(500), ok("{}"));

        open().send(TestService.get().build());

        assertThat(attempts).extracting(CallAttempt::number).containsExactly(1, 2, 3);
        assertThat(attempts).extracting(CallAttempt::status).containsExactly(503, 500, 200);
        assertThat(attempts.get(2).route()).isEqualTo("GET /things");
        assertThat(attempts.get(2).bytesReceived()).isEqualTo(2);
        assertThat(time.sleeps()).hasSize(2);
    }

    @Test
    void send_whenAPageForPeopleComesWithSuccess_isNoAnswer() {
        ResponseDefinitionBuilder page =
                ok("\n<!doctype html><html>Sign in</html>").withHeader("Content-Type", "text/HTML; charset=utf-8");
        answer(page, ok("{}").withHeader("Content-Type", "text/html"));
        Transport open = open();

        open.send(TestService.get().build());

        assertThat(attempts).extracting(CallAttempt::number).containsExactly(1, 2);
        server.resetAll();
        server.stubFor(post(urlEqualTo("/things")).willReturn(page));
        HttpCall write = HttpCall.write("POST", TestService.GROUP, "/things").build();
        assertThatThrownBy(() -> open.send(write))
                .isInstanceOfSatisfying(
                        TransportException.class,
                        e -> assertThat(e.mayHaveBeenSent()).isTrue())
                .hasMessageContaining("a web page came instead of an answer")
                .hasMessageNotContaining("Sign in");
        server.verify(1, postRequestedFor(urlEqualTo("/things")));
    }

    @Test
    void send_whenAttemptsAreUsedUp_throwsTheLastFailure() {
        answer(
                aResponse().withStatus(503),
                aResponse().withStatus(503),
                aResponse().withStatus(502).withBody("<html>Bad gateway</html>"));

        assertThatThrownBy(() -> open().send(TestService.get().build()))
                .isInstanceOfSatisfying(
                        ServerException.class, e -> assertThat(e.status()).isEqualTo(502));
    }

    @Test
    void send_whenTheServerSaysWhenToComeBack_waitsAtLeastThatLong() {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "3"), ok("{}"));

        open().send(TestService.get().build());

        assertThat(time.sleeps())
                .singleElement()
                .satisfies(sleep -> assertThat(sleep).isBetween(Duration.ofSeconds(3), Duration.ofMillis(3_500)));
    }

    @Test
    void send_whenTheServerWantsLongerThanTheBudget_failsAtOnceWithTheTime() {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "600"));

        assertThatThrownBy(() -> open().send(TestService.get().build()))
                .isInstanceOfSatisfying(
                        RateLimitedException.class,
                        e -> assertThat(e.retryAfter()).hasValue(Duration.ofMinutes(10)));
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void send_whenATokenIsRefused_renewsItOnceAndOnlyOnce() {
        AtomicInteger tokens = new AtomicInteger();
        Credentials bearer = Credentials.bearer(() -> Secret.of("token", "t" + tokens.incrementAndGet()));
        answer(
                aResponse().withStatus(401),
                ok("{}"),
                aResponse().withStatus(401),
                aResponse().withStatus(401));
        Transport renewing = open(bearer);

        renewing.send(TestService.get().build());
        server.verify(1, getRequestedFor(urlPathEqualTo("/things")).withHeader("Authorization", equalTo("Bearer t2")));

        assertThatThrownBy(() -> renewing.send(TestService.get().build())).isInstanceOf(ApiException.class);
        assertThat(tokens).hasValue(3);
    }

    @Test
    void send_whenTheBodyIsLargerThanTheCap_asksForLessInsteadOfHoldingIt() {
        answer(ok("x".repeat(2_000)));

        assertThatThrownBy(() -> open().send(TestService.get().maxBody(1_000).build()))
                .isInstanceOf(BodyTooLargeException.class)
                .hasMessageContaining("1000 bytes");
    }

    @Test
    void object_whenNothingWasCompressed_isAsEmptyAsNothing() throws IOException {
        answer(aResponse().withHeader("Content-Encoding", "gzip").withBody(gzip("")));

        assertThat(Json.object(open().send(TestService.get().build())).toMap()).isEmpty();
    }

    @Test
    void open_whenASmallBodyInflatesWithoutEnd_stopsAtTheCap() throws IOException {
        byte[] bomb = gzip("[" + "0,".repeat(500_000) + "0]");
        java.net.http.HttpHeaders gzipped =
                java.net.http.HttpHeaders.of(java.util.Map.of("content-encoding", List.of("gzip")), (a, b) -> true);
        Answer answer = new Answer("GET /things", 200, gzipped, bomb, 10_000);

        assertThatThrownBy(() -> answer.open().readAllBytes()).isInstanceOf(BodyTooLargeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1", "<html></html>", "[1,2]", "{} {}", "{\"a\":nul}"})
    void object_whenTheBodyIsNoWholeObject_saysSoWithoutQuotingIt(String body) {
        answer(ok(body));
        Answer answer = open().send(TestService.get().build());

        assertThatThrownBy(() -> Json.object(answer))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("GET /things")
                .hasMessageNotContaining("html");
    }

    @Test
    void observedBy_tellsTheListenerOfItsOwnCallsOnlyAndSharesTheConnections() {
        answer(ok("{}"), ok("{}"));
        List<CallAttempt> own = new ArrayList<>();

        open().withListener(own::add).send(TestService.get().build());
        transport.send(TestService.get().build());

        assertThat(own).hasSize(1);
        assertThat(attempts).hasSize(2);
    }

    @Test
    void send_whenAListenerFails_goesOn() {
        answer(ok("{}"));

        Answer answer = open().withListener(attempt -> {
                    throw new IllegalStateException("broken metric");
                })
                .send(TestService.get().build());

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void send_afterClose_saysThatTheClientIsClosed() {
        open().close();

        assertThatThrownBy(() -> transport.send(TestService.get().build()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void send_whenAnonymous_carriesNoKey() {
        server.stubFor(get(urlEqualTo("/things")).willReturn(ok()));

        open().send(TestService.get().anonymous().build());

        server.verify(getRequestedFor(urlEqualTo("/things"))
                .withoutHeader("Authorization")
                .withoutHeader("api-key"));
    }

    @Test
    void send_whenAStatusIsAccepted_returnsItWithoutARepeat() {
        server.stubFor(get(urlEqualTo("/things")).willReturn(aResponse().withStatus(503)));

        Answer answer = open().send(TestService.get()
                .accept(304, 503)
                .header("If-None-Match", "\"v1\"")
                .build());

        assertThat(answer.status()).isEqualTo(503);
        server.verify(1, getRequestedFor(urlEqualTo("/things")).withHeader("If-None-Match", equalTo("\"v1\"")));
    }

    @Test
    void send_ofGzippedJson_arrivesAsItWas() {
        server.stubFor(post(urlEqualTo("/things")).willReturn(ok()));

        open().send(HttpCall.write("POST", TestService.GROUP, "/things")
                .gzippedJson(Json.write(Map.of("name", "Zo\u00eb")))
                .build());

        server.verify(postRequestedFor(urlEqualTo("/things"))
                .withHeader("Content-Encoding", equalTo("gzip"))
                .withHeader("Content-Type", equalTo("application/json"))
                .withRequestBody(equalToJson("{\"name\":\"Zo\u00eb\"}")));
    }

    @Test
    void towards_sendsToTheOtherHostWithTheSameKey() {
        server.stubFor(get(urlEqualTo("/other/things")).willReturn(ok()));

        open().withBaseUri(BaseUri.of("other", server.baseUrl() + "/other"))
                .send(TestService.get().build());

        assertThat(server.findAll(getRequestedFor(urlEqualTo("/other/things")))).hasSize(1);
        assertThat(attempts).hasSize(1);
    }
}
