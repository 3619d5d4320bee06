package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tajo.client.ApiException;
import io.tajo.client.AuthenticationException;
import io.tajo.client.InvalidRequestException;
import io.tajo.client.NotFoundException;
import io.tajo.client.PermissionException;
import io.tajo.client.RateLimitedException;
import io.tajo.client.ServerException;
import io.tajo.client.TooEarlyException;
import io.tajo.posthog.persons.PersonQuery;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostHogErrorsTest extends PostHogServerTest {

    private ApiException failure(int status, String body) {
        server.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));
        return catchThrowableOfType(
                ApiException.class,
                () -> client.persons().list(PersonQuery.all()).stream().count());
    }

    private static String hog(String type, String code, String detail) {
        return "{\"type\":\"" + type + "\",\"code\":\"" + code + "\",\"detail\":\"" + detail + "\",\"attr\":null}";
    }

    @Test
    void missingScope_isNamed() {
        ApiException e = failure(
                403, hog("authentication_error", "permission_denied", "API key missing required scope 'person:read'"));

        assertThat(e)
                .isInstanceOfSatisfying(
                        PermissionException.class,
                        denied -> assertThat(denied.missingScope()).hasValue("person:read"));
        assertThat(e).hasMessageContaining("lacks the scope person:read").hasMessageContaining("Personal API keys");
    }

    @Test
    void forbidden_withoutAScope_isAPermissionAllTheSame() {
        assertThat(failure(403, "nope"))
                .isInstanceOfSatisfying(
                        PermissionException.class,
                        denied -> assertThat(denied.missingScope()).isEmpty());
    }

    @Test
    void wrongKey_onAHostOfOnesOwn_namesTheKey() {
        ApiException e = failure(401, hog("authentication_error", "authentication_failed", "invalid"));

        assertThat(e).isInstanceOf(AuthenticationException.class).hasMessageContaining("personal API key is wrong");
        assertThat(e.getMessage()).doesNotContain(KEY).doesNotContain("other region");
        assertThat(e.code()).isEqualTo("authentication_failed");
    }

    @Test
    void notFound_pointsAtTheProject() {
        assertThat(failure(404, hog("invalid_request", "not_found", "Not found.")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Check the project id");
    }

    @ParameterizedTest
    @CsvSource({
        "400, io.tajo.client.InvalidRequestException",
        "402, io.tajo.client.InvalidRequestException",
        "409, io.tajo.client.InvalidRequestException",
        "425, io.tajo.client.TooEarlyException",
        "408, io.tajo.client.ServerException",
        "500, io.tajo.client.ServerException",
        "503, io.tajo.client.ServerException",
        "504, io.tajo.client.ServerException",
        "512, io.tajo.client.ServerException",
        "524, io.tajo.client.ServerException",
        "429, io.tajo.client.RateLimitedException"
    })
    void everyStatus_hasItsException(int status, Class<?> expected) {
        assertThat(failure(status, hog("server_error", "error", "x"))).isExactlyInstanceOf(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>Bad gateway</body></html>",
                "{\"error\":\"broken\"}",
                "{\"detail\":\"broken\"}",
                "broken",
                "{",
                "[1]",
                "null"
            })
    void everyBody_isMapped(String body) {
        ApiException e = failure(500, body);

        assertThat(e).isInstanceOf(ServerException.class).hasMessageContaining("PostHog answered 500");
        assertThat(e.getMessage()).doesNotContain("<html>");
        if (body.contains("broken")) assertThat(e).hasMessageContaining("broken");
    }

    @Test
    void throttled_carriesTheWait() {
        server.stubFor(get(anyUrl())
                .willReturn(aResponse()
                        .withStatus(429)
                        .withHeader("Retry-After", "3000")
                        .withBody("{}")));

        RateLimitedException e = catchThrowableOfType(
                RateLimitedException.class,
                () -> client.persons().list(PersonQuery.all()).stream().count());

        assertThat(e.retryAfter()).hasValue(Duration.ofMinutes(50));
    }

    @Test
    void addressesInPostHogsWords_areBlottedOut() {
        assertThat(failure(400, hog("validation_error", "invalid_input", "no person ada@example.com")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("no person ***@***")
                .hasMessageNotContaining("ada@");
    }

    @Test
    void tooEarly_saysToTryAgain() {
        assertThat(failure(425, "")).isInstanceOf(TooEarlyException.class).hasMessageContaining("Try again");
    }
}
