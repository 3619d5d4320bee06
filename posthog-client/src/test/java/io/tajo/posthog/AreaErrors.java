package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static io.tajo.posthog.PostHogServerTest.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.tajo.client.ApiException;
import io.tajo.client.AuthenticationException;
import io.tajo.client.InvalidRequestException;
import io.tajo.client.NotFoundException;
import io.tajo.client.PermissionException;
import io.tajo.client.RateLimitedException;
import io.tajo.client.ServerException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The refusals that every route of PostHog shares, as tests of one call. */
final class AreaErrors {
    private final PostHogServerTest test;
    private final Runnable call;
    private final String scope;

    AreaErrors(PostHogServerTest test, String scope, Runnable call) {
        this.test = test;
        this.call = call;
        this.scope = scope;
    }

    Stream<DynamicTest> tests() {
        return Stream.of(
                DynamicTest.dynamicTest("401 names the key", this::wrongKey),
                DynamicTest.dynamicTest("403 names the scope", this::missingScope),
                DynamicTest.dynamicTest("404 is not found", this::notFound),
                DynamicTest.dynamicTest("400 keeps PostHog's words", this::badRequest),
                DynamicTest.dynamicTest("429 with a wait is waited out", this::throttledWithWait),
                DynamicTest.dynamicTest("429 without a wait is backed off", this::throttledWithoutWait),
                DynamicTest.dynamicTest("500 with a bare error keeps its words", this::bareError),
                DynamicTest.dynamicTest("524 in HTML shows no markup", this::html));
    }

    private void wrongKey() {
        ApiException e = failure(refusal(401, "authentication_error", "authentication_failed", "invalid"));
        assertThat(e).isInstanceOf(AuthenticationException.class).hasMessageContaining("personal API key is wrong");
        assertThat(e.getMessage()).doesNotContain(PostHogServerTest.KEY);
    }

    private void missingScope() {
        String detail = "API key missing required scope '" + scope + "'";
        assertThat(failure(refusal(403, "authentication_error", "permission_denied", detail)))
                .isInstanceOfSatisfying(
                        PermissionException.class,
                        denied -> assertThat(denied.missingScope()).hasValue(scope));
    }

    private void notFound() {
        assertThat(failure(refusal(404, "invalid_request", "not_found", "Not found.")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("project");
    }

    private void badRequest() {
        assertThat(failure(refusal(400, "validation_error", "invalid_input", "no such filter")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("no such filter");
    }

    private void throttledWithWait() {
        ApiException e = failure(
                refusal(429, "throttled_error", "throttled", "slow down").withHeader("Retry-After", "7"));
        assertThat(e)
                .isInstanceOfSatisfying(
                        RateLimitedException.class,
                        throttled -> assertThat(throttled.retryAfter()).hasValue(Duration.ofSeconds(7)));
        assertThat(test.time.sleeps())
                .anySatisfy(wait -> assertThat(wait).isGreaterThanOrEqualTo(Duration.ofSeconds(7)));
    }

    private void throttledWithoutWait() {
        assertThat(failure(refusal(429, "throttled_error", "throttled", "slow down")))
                .isInstanceOfSatisfying(
                        RateLimitedException.class,
                        throttled -> assertThat(throttled.retryAfter()).isEmpty());
        test.server.verify(2, com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor(anyUrl()));
    }

    private void bareError() {
        assertThat(failure(aResponse().withStatus(500).withBody("{\"error\":\"broken\"}")))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("broken");
    }

    private void html() {
        ApiException e = failure(aResponse().withStatus(524).withBody("<html><body>A timeout occurred</body></html>"));
        assertThat(e).isInstanceOf(ServerException.class).hasMessageNotContaining("<html>");
    }

    private ApiException failure(ResponseDefinitionBuilder answer) {
        // Tests made at run time share what is set up for their method.
        test.close();
        test.server.resetAll();
        test.open();
        test.server.stubFor(any(anyUrl()).willReturn(answer));
        return catchThrowableOfType(ApiException.class, call::run);
    }
}
