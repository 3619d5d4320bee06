package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.control.SandboxClock;
import io.tajo.examples.sandbox.http.QuotaMeter;
import io.tajo.examples.sandbox.http.Reply;
import io.tajo.examples.sandbox.http.Request;
import io.tajo.examples.sandbox.http.Route;
import io.tajo.examples.sandbox.http.ServiceFront;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks key, scope, project and quota, in the order that PostHog does. */
public final class PostHogGuard implements ServiceFront.Guard {
    private final String key;
    private final String projectId;
    private final Scopes scopes;
    private final Map<String, QuotaMeter> quotas;

    /**
     * Creates a guard.
     *
     * @param key the personal API key
     * @param projectId the one project
     * @param scopes what the key may do
     * @param clock the time of the quotas
     */
    public PostHogGuard(String key, String projectId, Set<String> scopes, SandboxClock clock) {
        this.key = key;
        this.projectId = projectId;
        this.scopes = new Scopes(scopes);
        Duration minute = Duration.ofMinutes(1);
        Duration hour = Duration.ofHours(1);
        this.quotas = Map.of(
                "persons", new QuotaMeter(clock).window(240, minute),
                "analytics", new QuotaMeter(clock).window(240, minute).window(1_200, hour),
                "definitions", new QuotaMeter(clock).window(600, minute),
                "query", new QuotaMeter(clock).window(240, minute).window(2_400, hour),
                "crud", new QuotaMeter(clock).window(480, minute).window(4_800, hour));
    }

    @Override
    public Optional<Reply> refuse(Request request, Route route) {
        if (route.quota().equals("public")) return Optional.empty();
        String authorization = request.headers().get("authorization");
        if (authorization == null) {
            return Optional.of(PostHogReplies.error(
                    401, "authentication_error", "not_authenticated", "Authentication credentials were not provided."));
        }
        if (!authorization.equals("Bearer " + key)) {
            return Optional.of(PostHogReplies.error(
                    401,
                    "authentication_error",
                    "authentication_failed",
                    "Personal API key found in request Authorization header is invalid."));
        }
        String project = request.variables().get("project");
        if (project != null && !project.equals(projectId) && !project.equals("@current")) {
            return Optional.of(PostHogReplies.notFound());
        }
        List<String> missing = scopes.missing(route.method(), route.template());
        if (!missing.isEmpty()) {
            return Optional.of(PostHogReplies.error(
                    403,
                    "authentication_error",
                    "permission_denied",
                    "API key missing required scope '" + missing.get(0) + "'"));
        }
        return throttle(route.quota());
    }

    private Optional<Reply> throttle(String quota) {
        QuotaMeter meter = quotas.get(quota);
        if (meter == null) return Optional.empty();
        return meter.take().map(full -> {
            long seconds = full.reset().toSeconds() + 1;
            Reply reply =
                    PostHogReplies.throttled("Request was throttled. Expected available in " + seconds + " seconds.");
            return reply.with(Map.of("Retry-After", String.valueOf(seconds)));
        });
    }
}
