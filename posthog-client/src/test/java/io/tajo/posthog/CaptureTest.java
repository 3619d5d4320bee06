package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.tajo.client.AuthenticationException;
import io.tajo.client.ConfigurationException;
import io.tajo.client.InvalidRequestException;
import io.tajo.client.JsonObject;
import io.tajo.client.RateLimitedException;
import io.tajo.client.ServerException;
import io.tajo.client.transport.Json;
import io.tajo.posthog.capture.CaptureEvent;
import io.tajo.posthog.capture.CaptureReceipt;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureTest extends PostHogServerTest {
    private static final String ONE = "/i/v0/e/";
    private static final String BATCH = "/batch/";
    private static final CaptureEvent OPENED = CaptureEvent.of("d1", "email opened");

    private void answer(String path, ResponseDefinitionBuilder response) {
        server.stubFor(post(urlEqualTo(path)).willReturn(response));
    }

    private List<JsonObject> sentTo(String path) {
        return server.findAll(postRequestedFor(urlEqualTo(path))).stream()
                .map(request -> Json.tryObject(request.getBodyAsString()).orElseThrow())
                .toList();
    }

    @Test
    void send_ofOneEvent_carriesTheTokenInItsBodyAndNoKey() {
        answer(ONE, okJson("{\"status\":\"Ok\"}"));
        UUID uuid = UUID.fromString("01900000-0000-7000-8000-000000000001");

        CaptureReceipt receipt = client.capture()
                .send(OPENED.uuid(uuid)
                        .at(Instant.parse("2026-01-02T03:04:05.678Z"))
                        .property("campaign", 7)
                        .set("newsletter", false)
                        .set("plan", null)
                        .setOnce("first_mail", Instant.parse("2026-01-01T00:00:00Z"))
                        .unset("old")
                        .unset("older")
                        .withoutPersonProfile());

        assertThat(receipt).isEqualTo(new CaptureReceipt(1, 1, List.of(), List.of()));
        server.verify(postRequestedFor(urlEqualTo(ONE)).withoutHeader("Authorization"));
        JsonObject body = sentTo(ONE).get(0);
        assertThat(body.text("api_key")).hasValue(TOKEN);
        assertThat(body.text("event")).hasValue("email opened");
        assertThat(body.text("distinct_id")).hasValue("d1");
        assertThat(body.text("uuid")).hasValue(uuid.toString());
        assertThat(body.text("timestamp")).hasValue("2026-01-02T03:04:05.678Z");
        JsonObject properties = body.object("properties").orElseThrow();
        assertThat(properties.integer("campaign")).hasValue(7);
        JsonObject set = properties.object("$set").orElseThrow();
        assertThat(set.bool("newsletter")).hasValue(false);
        assertThat(set.has("plan")).isTrue();
        assertThat(properties.object("$set_once").orElseThrow().text("first_mail"))
                .hasValue("2026-01-01T00:00:00Z");
        assertThat(properties.list("$unset").orElseThrow()).isEqualTo(List.of("old", "older"));
        assertThat(properties.bool("$process_person_profile")).hasValue(false);
    }

    @Test
    void send_ofMany_isOneCompressedCall() {
        answer(BATCH, okJson("{\"status\":1}"));

        CaptureReceipt receipt = client.capture().send(List.of(OPENED, CaptureEvent.of("d2", "\u00e9v\u00e9nement")));

        assertThat(receipt.accepted()).isEqualTo(2);
        server.verify(
                1,
                postRequestedFor(urlEqualTo(BATCH))
                        .withHeader("Content-Encoding", equalTo("gzip"))
                        .withoutHeader("Authorization"));
        JsonObject body = sentTo(BATCH).get(0);
        assertThat(body.text("api_key")).hasValue(TOKEN);
        assertThat(body.bool("historical_migration")).hasValue(false);
        assertThat(body.objects("batch"))
                .extracting(event -> event.text("event").orElseThrow())
                .containsExactly("email opened", "\u00e9v\u00e9nement");
        assertThat(body.objects("batch").get(0).text("timestamp")).hasValue("2026-01-01T00:00:00Z");
    }

    @Test
    void sendHistorical_saysSo() {
        answer(BATCH, okJson("{\"status\":\"Ok\"}"));

        client.capture().sendHistorical(List.of(OPENED));

        assertThat(sentTo(BATCH).get(0).bool("historical_migration")).hasValue(true);
    }

    @Test
    void send_ofNothing_isNoCall() {
        assertThat(client.capture().send(List.of())).isEqualTo(new CaptureReceipt(0, 0, List.of(), List.of()));
    }

    @Test
    void send_splitsAtTwentyMegabytesOfUtf8() {
        answer(BATCH, okJson("{\"status\":\"Ok\"}"));
        // Two bytes each: counted as chars, all of them would fit one call.
        String large = "\u00e9".repeat(440_000);
        Iterable<CaptureEvent> events = () -> IntStream.range(0, 23)
                .mapToObj(i -> OPENED.property("text", large).property("i", i))
                .iterator();

        CaptureReceipt receipt = client.capture().send(events);

        assertThat(receipt.accepted()).isEqualTo(23);
        assertThat(receipt.calls()).isEqualTo(2);
        List<JsonObject> bodies = sentTo(BATCH);
        assertThat(bodies)
                .allSatisfy(body -> assertThat(Json.write(body.toMap()).length).isLessThanOrEqualTo(20_000_000));
        assertThat(bodies.stream()
                        .flatMap(body -> body.objects("batch").stream())
                        .map(event -> event.object("properties")
                                .orElseThrow()
                                .integer("i")
                                .orElseThrow()))
                .containsExactlyElementsOf(
                        IntStream.range(0, 23).mapToObj(i -> (long) i).toList());
    }

    @Test
    void send_anEventAboveItsLimitIsRejectedAndTheOthersGo() {
        answer(BATCH, okJson("{\"status\":\"Ok\"}"));
        CaptureEvent large = OPENED.property("text", "\u00e9".repeat(470_000));

        CaptureReceipt receipt = client.capture().send(List.of(large, OPENED));

        assertThat(receipt.accepted()).isEqualTo(1);
        assertThat(receipt.rejected()).singleElement().satisfies(rejected -> {
            assertThat(rejected.uuid()).isEqualTo(large.uuid());
            assertThat(rejected.reason()).contains("921600");
        });
        assertThat(client.capture().send(large).calls()).isZero();
    }

    @Test
    void send_afterAFailureThatMayHaveSentIt_repeatsTheSameEvent() {
        server.stubFor(post(urlEqualTo(ONE))
                .inScenario("e")
                .whenScenarioStateIs("Started")
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
                .willSetStateTo("up"));
        server.stubFor(post(urlEqualTo(ONE))
                .inScenario("e")
                .whenScenarioStateIs("up")
                .willReturn(okJson("{\"status\":\"Ok\"}")));

        client.capture().send(OPENED);

        assertThat(sentTo(ONE))
                .hasSize(2)
                .extracting(body -> body.text("uuid").orElseThrow())
                .containsOnly(OPENED.uuid());
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void send_whatPassesByItself_isRepeated(int status) {
        answer(ONE, aResponse().withStatus(status).withBody("try later"));

        assertThatThrownBy(() -> client.capture().send(OPENED))
                .isInstanceOfAny(ServerException.class, RateLimitedException.class)
                .hasMessageContaining("POST /i/v0/e/");
        assertThat(sentTo(ONE)).hasSize(2);
    }

    @Test
    void send_aRefusalInPlainText_isItsMessage() {
        answer(ONE, aResponse().withStatus(400).withBody("failed to parse request: missing event name"));

        assertThatThrownBy(() -> client.capture().send(OPENED))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("missing event name");
        assertThat(sentTo(ONE)).hasSize(1);
    }

    @Test
    void send_withAWrongToken_saysThatItIsTheToken() {
        answer(BATCH, aResponse().withStatus(401).withBody("API key is not valid: personal_api_key"));

        assertThatThrownBy(() -> client.capture().send(List.of(OPENED)))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("project token")
                .hasMessageNotContaining(TOKEN);
    }

    @Test
    void send_whenTheBillingLimitIsReached_saysWhatWasDropped() {
        answer(BATCH, okJson("{\"status\":\"Ok\",\"quota_limited\":[\"events\"],\"unheard_of\":{}}"));

        assertThat(client.capture().send(List.of(OPENED)).quotaLimited()).containsExactly("events");
    }

    @Test
    void send_withoutAToken_saysHowToSetIt() {
        try (PostHogClient tokenless = PostHogClient.builder()
                .host(server.baseUrl())
                .personalApiKey(KEY)
                .projectId("7")
                .build()) {
            assertThatThrownBy(() -> tokenless.capture().send(OPENED))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("projectToken(...)");
        }
    }

    @Test
    void send_readsTheEventsAsItGoes() {
        answer(BATCH, okJson("{\"status\":\"Ok\"}"));
        String large = "x".repeat(900_000);
        List<Integer> callsSeen = new ArrayList<>();
        Iterable<CaptureEvent> events = () -> new Iterator<>() {
            private int given;

            @Override
            public boolean hasNext() {
                return given < 46;
            }

            @Override
            public CaptureEvent next() {
                given++;
                callsSeen.add(
                        server.findAll(postRequestedFor(urlEqualTo(BATCH))).size());
                return OPENED.property("text", large);
            }
        };

        client.capture().send(events);

        assertThat(callsSeen).contains(0, 1, 2);
    }

    @Test
    void property_ofAnotherKind_isRefusedByItsType() {
        assertThatThrownBy(() -> OPENED.property("when", List.of(1, "fine", new Object())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Object");
    }

    @Test
    void event_keepsItsUuidThroughChangesAndItsValuesFromOthers() {
        Map<String, Object> nested = new HashMap<>(Map.of("a", 1));
        CaptureEvent event = OPENED.property("nested", nested);
        nested.put("a", 2);

        assertThat(event.uuid()).isEqualTo(OPENED.uuid());
        assertThat(event.properties().get("nested")).isEqualTo(Map.of("a", 1));
        assertThat(CaptureEvent.of("ada@example.com", "opened"))
                .asString()
                .contains("opened")
                .doesNotContain("@");
        assertThat(new String(Json.write(event.properties()), StandardCharsets.UTF_8))
                .contains("nested");
    }

    @Test
    void of_withABlankName_isRefused() {
        assertThatThrownBy(() -> CaptureEvent.of("d", " ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CaptureEvent.of("", "e")).isInstanceOf(IllegalArgumentException.class);
    }
}
