package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.tajo.client.AuthenticationException;
import io.tajo.client.ConfigurationException;
import io.tajo.client.DecodingException;
import io.tajo.posthog.account.AccessReport;
import io.tajo.posthog.account.ProjectInfo;
import io.tajo.posthog.account.ScopeResult.State;
import io.tajo.posthog.account.UserInfo;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessCheckTest extends PostHogServerTest {
    private static final String PROJECT = "/api/projects/7/";

    @BeforeEach
    void everythingIsAllowed() {
        server.stubFor(any(anyUrl()).willReturn(okJson("{\"id\":7,\"results\":[],\"columns\":[]}")));
    }

    private static ResponseDefinitionBuilder lacks(String scope) {
        return aResponse()
                .withStatus(403)
                .withBody("{\"type\":\"authentication_error\",\"code\":\"permission_denied\","
                        + "\"detail\":\"API key missing required scope '" + scope + "'\"}");
    }

    private void refuse(String path, ResponseDefinitionBuilder answer) {
        server.stubFor(get(urlPathEqualTo(path)).willReturn(answer));
    }

    @Test
    void check_whenNothingIsMissing_isOkAndNamesWhatItDidNotTry() {
        AccessReport report = client.check();

        assertThat(report.isOk()).isTrue();
        assertThat(report.missingScopes()).isEmpty();
        assertThat(report.uncheckedScopes()).containsExactly("person:write", "batch_export:write");
        assertThat(report.summary()).contains("project 7: found").contains("person:write, batch_export:write");
        report.throwIfFailed();
        assertThat(server.findAll(anyRequestedFor(anyUrl()))).hasSize(9);
    }

    @Test
    void check_namesEachMissingScope() {
        refuse(PROJECT, lacks("project:read"));
        refuse("/api/users/@me/", lacks("user:read"));
        refuse(PROJECT + "persons/", lacks("person:read"));
        refuse(PROJECT + "cohorts/", lacks("cohort:read"));
        refuse(PROJECT + "insights/", lacks("insight:read"));
        refuse(PROJECT + "feature_flags/", lacks("feature_flag:read"));
        refuse(PROJECT + "session_recordings/", lacks("session_recording:read"));
        refuse(PROJECT + "batch_exports/", lacks("batch_export:read"));
        server.stubFor(post(urlPathEqualTo(PROJECT + "query/")).willReturn(lacks("query:read")));

        AccessReport report = client.check();

        assertThat(report.missingScopes())
                .containsExactly(
                        "project:read",
                        "user:read",
                        "person:read",
                        "cohort:read",
                        "insight:read",
                        "feature_flag:read",
                        "session_recording:read",
                        "batch_export:read",
                        "query:read");
        assertThat(report.projectProblem()).isNull();
        assertThatThrownBy(report::throwIfFailed)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cohort:read")
                .hasMessageContaining("Settings > Personal API keys");
    }

    @Test
    void check_ofAProjectThatIsNotThere_saysSo() {
        refuse(PROJECT, aResponse().withStatus(404));

        assertThat(client.check().projectProblem()).contains("project id");
    }

    @Test
    void check_ofAProjectThatTheKeyMayNotSee_saysSo() {
        refuse(PROJECT, aResponse().withStatus(403).withBody("{\"detail\":\"You don't have access to the project.\"}"));

        assertThatThrownBy(client.check()::throwIfFailed).hasMessageContaining("no access");
    }

    @Test
    void check_withoutProjectRead_findsAWrongProjectByItsPersons() {
        refuse(PROJECT, lacks("project:read"));
        refuse(PROJECT + "persons/", aResponse().withStatus(404));

        assertThat(client.check().projectProblem()).isNotNull();
    }

    @Test
    void check_whatFailsForAnotherReason_isUnknownAndSaysWhy() {
        refuse(PROJECT + "session_recordings/", aResponse().withStatus(500).withBody("{\"error\":\"boom\"}"));

        AccessReport report = client.check();

        assertThat(report.isOk()).isTrue();
        assertThat(report.scopes())
                .filteredOn(result -> result.state() == State.UNKNOWN)
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.scope()).isEqualTo("session_recording:read");
                    assertThat(result.detail()).contains("boom");
                });
        assertThat(report.summary()).contains("session_recording:read could not be checked");
    }

    @Test
    void check_withAWrongKey_fails() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(401)));

        assertThatThrownBy(client::check)
                .isInstanceOf(AuthenticationException.class)
                .hasMessageNotContaining(KEY);
    }

    @Test
    void account_readsProjectAndUserThroughWhatIsMissingAndUnknown() {
        refuse(PROJECT, okJson("{\"id\":7,\"name\":\"Shop\",\"api_token\":\"phc_x\",\"timezone\":\"UTC\",\"new\":1}"));
        refuse(
                "/api/users/@me/",
                okJson("{\"uuid\":\"u\",\"email\":\"ada@example.com\",\"organization\":{\"name\":\"O\"}}"));

        assertThat(client.account().project()).isEqualTo(new ProjectInfo(7, "Shop", "phc_x", "UTC"));
        UserInfo user = client.account().user();
        assertThat(user).isEqualTo(new UserInfo("u", "ada@example.com", "O"));
        assertThat(user).asString().doesNotContain("ada");

        refuse("/api/users/@me/", okJson("{\"uuid\":\"u\"}"));
        assertThat(client.account().user()).isEqualTo(new UserInfo("u", null, null));
        refuse(PROJECT, okJson("{}"));
        assertThatThrownBy(() -> client.account().project()).isInstanceOf(DecodingException.class);
    }

    @Test
    void check_ofSomeScopes_triesThoseOnly() {
        refuse(PROJECT + "cohorts/", lacks("cohort:read"));

        AccessReport report = client.check(Set.of("query:read", "cohort:read", "batch_export:write"));

        assertThat(report.missingScopes()).containsExactly("cohort:read");
        assertThat(report.uncheckedScopes()).containsExactly("batch_export:write");
        assertThat(server.findAll(anyRequestedFor(anyUrl()))).hasSize(2);
    }

    @Test
    void check_ofSomeScopes_findsAWrongProjectByAnyOfThem() {
        server.stubFor(
                post(urlPathEqualTo(PROJECT + "query/")).willReturn(aResponse().withStatus(404)));

        assertThat(client.check(Set.of("query:read")).projectProblem()).contains("project id");
    }
}
