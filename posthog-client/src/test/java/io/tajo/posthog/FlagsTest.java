package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import io.tajo.client.ApiException;
import io.tajo.client.AuthenticationException;
import io.tajo.client.DecodingException;
import io.tajo.client.RetrySettings;
import io.tajo.posthog.flags.EvaluatedFlag;
import io.tajo.posthog.flags.EvaluationReason;
import io.tajo.posthog.flags.FeatureFlag;
import io.tajo.posthog.flags.FlagContext;
import io.tajo.posthog.flags.FlagEvaluation;
import io.tajo.posthog.flags.FlagQuery;
import io.tajo.posthog.flags.FlagQuotaException;
import io.tajo.posthog.flags.FlagValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlagsTest extends PostHogServerTest {
    private static final String ALL = "/api/projects/7/feature_flags/";
    private static final String FLAGS = "/flags/?v=2";
    private static final String DECIDE = "/decide/?v=3";
    private static final FlagContext ADA = FlagContext.of("ada");

    @TestFactory
    Stream<DynamicTest> list_refusals() {
        return new AreaErrors(
                        this,
                        "feature_flag:read",
                        () -> client.flags().list(FlagQuery.all()).forEach(flag -> {}))
                .tests();
    }

    @Test
    void list_followsNextThroughShortPagesAndHandsEachFlagOutOnce() {
        server.stubFor(get(urlEqualTo(ALL + "?limit=100&active=true&type=boolean&search=new"))
                .willReturn(okJson("{\"count\":2,\"results\":[{\"id\":1,\"key\":\"a\"}],\"next\":\"https://elsewhere"
                        + ALL + "?limit=100&offset=100\"}")));
        server.stubFor(get(urlEqualTo(ALL + "?limit=100&offset=100"))
                .willReturn(okJson("{\"results\":[{\"id\":1,\"key\":\"a\"},{\"id\":2,\"key\":\"b\"}],\"next\":null}")));

        assertThat(client.flags()
                        .list(FlagQuery.all().active(true).type("boolean").search("new")))
                .extracting(FeatureFlag::key)
                .containsExactly("a", "b");
    }

    @Test
    void get_readsWhatIsThereAndBearsWhatIsNot() {
        server.stubFor(get(urlEqualTo(ALL + "1/")).willReturn(okJson("""
                {"id":1,"key":"a","name":"A","active":true,"deleted":false,"version":3,"tags":["x"],"unheard_of":{},
                 "filters":{"multivariate":{"variants":[{"key":"control"},{"key":"test"}]}},
                 "created_at":"2026-01-01T00:00:00Z","updated_at":null}""")));
        server.stubFor(get(urlEqualTo(ALL + "2/")).willReturn(okJson("{\"id\":2}")));
        server.stubFor(get(urlEqualTo(ALL + "3/")).willReturn(okJson("{}")));

        FeatureFlag flag = client.flags().get(1);
        assertThat(flag.variants()).containsExactly("control", "test");
        assertThat(flag.version()).hasValue(3);
        assertThat(flag.tags()).containsExactly("x");
        assertThat(flag.createdAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        FeatureFlag bare = client.flags().get(2);
        assertThat(bare.active()).isFalse();
        assertThat(bare.version()).isEmpty();
        assertThatThrownBy(() -> client.flags().get(3)).isInstanceOf(DecodingException.class);
    }

    @Test
    void evaluate_readsValuesReasonsAndPayloads() {
        server.stubFor(post(urlEqualTo(FLAGS)).willReturn(okJson("""
                {"flags":{
                  "on":{"key":"on","enabled":true,"variant":null,"reason":{"code":"brand_new_code","condition_index":2,"description":"d"},
                        "metadata":{"id":5,"version":7,"payload":"{\\"a\\":1}"}},
                  "ab":{"enabled":true,"variant":"test","metadata":{"payload":[1,2]}},
                  "off":{"enabled":false}},
                 "errorsWhileComputingFlags":false,"requestId":"r1","new":1}""")));

        FlagEvaluation evaluation = client.flags().evaluate(ADA);

        assertThat(evaluation.requestId()).isEqualTo("r1");
        assertThat(evaluation.partial()).isFalse();
        EvaluatedFlag on = evaluation.flags().get("on");
        assertThat(on.value()).isEqualTo(new FlagValue.On());
        assertThat(on.reason()).isEqualTo(new EvaluationReason("brand_new_code", OptionalLong.of(2), "d"));
        assertThat(on.payload()).isEqualTo(Map.of("a", 1));
        assertThat(on.id()).hasValue(5);
        assertThat(on.version()).hasValue(7);
        assertThat(evaluation.flags().get("ab").value()).isEqualTo(new FlagValue.Variant("test"));
        assertThat(evaluation.flags().get("ab").payload()).isEqualTo(List.of(1, 2));
        assertThat(evaluation.flags().get("off").value()).isEqualTo(new FlagValue.Off());
        assertThat(evaluation.flags().get("off").reason()).isNull();
    }

    @Test
    void evaluate_tellsAllThatIsKnownAndCarriesTheTokenInsteadOfTheKey() {
        server.stubFor(post(urlEqualTo(FLAGS)).willReturn(okJson("{\"flags\":{}}")));

        client.flags()
                .evaluate(ADA.properties(Map.of("plan", "pro", "since", Instant.parse("2026-01-01T00:00:00Z")))
                        .group("company", "acme", Map.of("size", 7))
                        .group("team", "red")
                        .deviceId("dev")
                        .keys(List.of("a")));

        server.verify(postRequestedFor(urlEqualTo(FLAGS))
                .withoutHeader("Authorization")
                .withRequestBody(equalToJson("""
                {"token":"phc_public","distinct_id":"ada","geoip_disable":true,"$device_id":"dev",
                 "person_properties":{"plan":"pro","since":"2026-01-01T00:00:00Z"},
                 "groups":{"company":"acme","team":"red"},"group_properties":{"company":{"size":7}},
                 "flag_keys_to_evaluate":["a"]}""")));
    }

    @Test
    void evaluate_whenTheServerFailedOnSomeFlags_isPartial() {
        server.stubFor(post(urlEqualTo(FLAGS))
                .willReturn(okJson("{\"flags\":{\"a\":{\"enabled\":true}},\"errorsWhileComputingFlags\":true}")));

        assertThat(client.flags().evaluate(ADA).partial()).isTrue();
    }

    @Test
    void evaluate_whenTheBillingLimitIsReachedIn200_fails() {
        server.stubFor(
                post(urlEqualTo(FLAGS)).willReturn(okJson("{\"flags\":{},\"quotaLimited\":[\"feature_flags\"]}")));

        assertThatThrownBy(() -> client.flags().evaluate(ADA))
                .isInstanceOf(FlagQuotaException.class)
                .hasMessageContaining("billing limit");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 402, 408, 429, 500, 503})
    void evaluate_whatTheServerRefuses_isNotRepeated(int status) {
        server.stubFor(post(urlEqualTo(FLAGS))
                .willReturn(aResponse().withStatus(status).withBody("plain words")));

        assertThatThrownBy(() -> client.flags().evaluate(ADA))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("plain words");
        server.verify(1, postRequestedFor(urlEqualTo(FLAGS)));
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 504})
    void evaluate_whatAGatewayRefuses_isRepeated(int status) {
        server.stubFor(post(urlEqualTo(FLAGS)).willReturn(aResponse().withStatus(status)));

        assertThatThrownBy(() -> client.flags().evaluate(ADA)).isInstanceOf(ApiException.class);
        server.verify(2, postRequestedFor(urlEqualTo(FLAGS)));
    }

    @Test
    void evaluate_whatAGatewayRefuses_isRepeatedOnceWhateverTheSettingsAllow() {
        server.stubFor(post(urlEqualTo(FLAGS)).willReturn(aResponse().withStatus(502)));
        try (PostHogClient patient = PostHogClient.builder()
                .host(server.baseUrl())
                .personalApiKey(KEY)
                .projectToken(TOKEN)
                .projectId("7")
                .retry(RetrySettings.builder().maxAttempts(5).build())
                .clock(time)
                .sleeper(time)
                .build()) {
            assertThatThrownBy(() -> patient.flags().evaluate(ADA)).isInstanceOf(ApiException.class);
        }
        server.verify(2, postRequestedFor(urlEqualTo(FLAGS)));
    }

    @Test
    void evaluate_whenTheServerFailedOnAFlag_leavesItOutInsteadOfTakingItForOff() {
        server.stubFor(post(urlEqualTo(FLAGS))
                .willReturn(okJson("{\"flags\":{\"a\":{\"enabled\":false,\"failed\":true},"
                        + "\"b\":{\"enabled\":false}},\"errorsWhileComputingFlags\":true}")));

        assertThat(client.flags().evaluate(ADA).flags()).containsOnlyKeys("b");
    }

    @Test
    void evaluate_whenTheAnswerHoldsNoFlags_saysSoInsteadOfReadingNone() {
        server.stubFor(post(urlEqualTo(FLAGS)).willReturn(okJson("{\"hello\":1}")));
        server.stubFor(post(urlEqualTo(DECIDE)).willReturn(okJson("{\"hello\":1}")));

        assertThatThrownBy(() -> client.flags().evaluate(ADA)).isInstanceOf(DecodingException.class);
        assertThatThrownBy(() -> client.flags().evaluateByDecide(ADA)).isInstanceOf(DecodingException.class);
    }

    @Test
    void evaluate_afterABrokenConnection_isRepeated() {
        server.stubFor(post(urlEqualTo(FLAGS)).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        assertThatThrownBy(() -> client.flags().evaluate(ADA)).hasMessageContaining("POST /flags/");
        server.verify(2, postRequestedFor(urlEqualTo(FLAGS)));
    }

    @Test
    void evaluate_withAWrongToken_saysThatItIsTheToken() {
        server.stubFor(
                post(urlEqualTo(FLAGS)).willReturn(aResponse().withStatus(401).withBody("invalid token")));

        assertThatThrownBy(() -> client.flags().evaluate(ADA))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("project token")
                .hasMessageNotContaining(TOKEN);
    }

    @Test
    void evaluateByDecide_readsTheOlderShape() {
        server.stubFor(post(urlEqualTo(DECIDE)).willReturn(okJson("""
                {"featureFlags":{"on":true,"ab":"test","off":false},"featureFlagPayloads":{"on":"[1]"},
                 "errorsWhileComputingFlags":true}""")));

        FlagEvaluation evaluation = client.flags().evaluateByDecide(ADA);

        assertThat(evaluation.partial()).isTrue();
        assertThat(evaluation.flags().get("on").value()).isEqualTo(new FlagValue.On());
        assertThat(evaluation.flags().get("on").payload()).isEqualTo(List.of(1));
        assertThat(evaluation.flags().get("ab").value()).isEqualTo(new FlagValue.Variant("test"));
        assertThat(evaluation.flags().get("off").value()).isEqualTo(new FlagValue.Off());
    }

    @Test
    void evaluationReasons_areReadByFlag() {
        server.stubFor(get(urlPathEqualTo(ALL + "evaluation_reasons/"))
                .willReturn(okJson(
                        "{\"a\":{\"value\":true,\"evaluation\":{\"reason\":\"condition_match\",\"condition_index\":0}},"
                                + "\"b\":{\"value\":false}}")));

        assertThat(client.flags().evaluationReasons("ada"))
                .containsEntry("a", new EvaluationReason("condition_match", OptionalLong.of(0), null))
                .containsEntry("b", new EvaluationReason("", OptionalLong.empty(), null));
    }

    @Test
    void context_showsNothingOfAPerson() {
        FlagContext context = ADA.properties(Map.of("email", "ada@example.com")).group("company", "acme");

        assertThat(context).asString().doesNotContain("ada").doesNotContain("acme");
    }
}
