package io.tajo.posthog.internal;

import io.tajo.client.ApiException;
import io.tajo.client.ApiFailure;
import io.tajo.client.AuthenticationException;
import io.tajo.client.InvalidRequestException;
import io.tajo.client.JsonObject;
import io.tajo.client.NotFoundException;
import io.tajo.client.PermissionException;
import io.tajo.client.RateLimitSignal;
import io.tajo.client.RateLimitedException;
import io.tajo.client.ServerException;
import io.tajo.client.TooEarlyException;
import io.tajo.client.transport.Answer;
import io.tajo.client.transport.BaseUri;
import io.tajo.client.transport.ErrorReader;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.Redaction;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads PostHog's refusals: {@code {type, code, detail, attr}} from most routes, {@code {"error": ...}} or
 * {@code {"detail": ...}} from some, plain text or HTML from what stands in front.
 */
public final class PostHogErrors implements ErrorReader {
    private static final Pattern MISSING_SCOPE = Pattern.compile("scope '?\"?([a-z_]+:(?:read|write))");

    /** These routes know the project's token and no key. */
    private static final Set<String> PUBLIC_ROUTES = Set.of(" /i/v0/e/", " /batch/", " /flags/", " /decide/");

    private final BaseUri app;

    /**
     * Creates the reader.
     *
     * @param app the host that calls go to
     */
    public PostHogErrors(BaseUri app) {
        this.app = app;
    }

    @Override
    public ApiException read(Answer answer, RateLimitSignal signal) {
        String body = answer.excerpt();
        JsonObject error = Json.tryObject(body).orElse(JsonObject.empty());
        String detail = error.text("detail")
                .or(() -> error.text("error"))
                .orElseGet(() -> error.has("type") || looksLikeMarkup(body) ? "" : body);
        ApiFailure failure = new ApiFailure(
                "PostHog",
                answer.route(),
                answer.status(),
                error.text("code").orElse(""),
                Redaction.clean(detail),
                answer.headers().firstValue("x-request-id"),
                "");
        return exception(failure, signal, detail);
    }

    private ApiException exception(ApiFailure failure, RateLimitSignal signal, String detail) {
        return switch (failure.status()) {
            case 401 -> new AuthenticationException(failure.withNextStep(unauthorized(failure.route())));
            case 403 -> forbidden(failure, detail);
            case 404 ->
                new NotFoundException(failure.withNextStep("Check the project id: it is the number under Settings > "
                        + "Project, and the key must have access to that project."));
            case 425 -> new TooEarlyException(failure.withNextStep("Try again in a moment."));
            case 429 -> throttled(failure, signal);
            case 402 ->
                new InvalidRequestException(failure.withNextStep(
                        "The plan or a billing limit does not allow this: see " + "Settings > Billing."));
            case 504, 512 ->
                new ServerException(failure.withNextStep("The query is too large for its time or memory limit: narrow "
                        + "it, or read fewer rows at a time."));
            default -> byClass(failure);
        };
    }

    private static ApiException throttled(ApiFailure failure, RateLimitSignal signal) {
        String advice = signal.limit().isEmpty()
                ? "Try again later, or lower the pace with rateLimit(...)."
                : "PostHog asks for a long wait: the hourly quota is used up. A project on the legacy limit has "
                        + signal.limit().getAsInt() + " queries an hour, and this client keeps to that if it is one.";
        return new RateLimitedException(failure.withNextStep(advice), signal.resetAfter());
    }

    private static ApiException byClass(ApiFailure failure) {
        if (failure.status() >= 500 || failure.status() == 408) {
            return new ServerException(failure.withNextStep("Try again later; see https://status.posthog.com."));
        }
        if (failure.status() >= 400) return new InvalidRequestException(failure);
        return new ApiException(failure.withNextStep("Redirects are not followed, since they would carry the key to "
                + "another host: set the host to where PostHog itself answers."));
    }

    private static ApiException forbidden(ApiFailure failure, String detail) {
        Matcher scope = MISSING_SCOPE.matcher(detail);
        if (!scope.find()) {
            return new PermissionException(
                    failure.withNextStep("The key's user may not do this: check the user's access to the project."),
                    Optional.empty());
        }
        String advice = "The personal API key lacks the scope " + scope.group(1)
                + ". Add it to the key under Settings > Personal API keys.";
        return new PermissionException(failure.withNextStep(advice), Optional.of(scope.group(1)));
    }

    private String unauthorized(String route) {
        boolean byToken = PUBLIC_ROUTES.stream().anyMatch(route::endsWith);
        return byToken
                ? "The project token is wrong, or belongs to the other region: check it under Settings > Project."
                : wrongKey(app.uri());
    }

    static String wrongKey(URI host) {
        String region = PostHogHosts.regionOf(host);
        String wrong = "The personal API key is wrong, was deleted, or belongs to a deactivated user: check it under "
                + "Settings > Personal API keys.";
        if (region.isEmpty()) return wrong;
        String other = region.equals("us") ? "eu" : "us";
        return wrong + " Or it belongs to the other region: this client asked " + host.getHost()
                + ", the account may be at " + other + ".posthog.com.";
    }

    private static boolean looksLikeMarkup(String body) {
        return body.stripLeading().startsWith("<");
    }
}
