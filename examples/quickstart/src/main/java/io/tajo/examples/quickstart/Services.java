package io.tajo.examples.quickstart;

import io.tajo.brevo.BrevoClient;
import io.tajo.client.ConfigurationException;
import io.tajo.examples.sandbox.Sandbox;
import io.tajo.posthog.PostHogClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where to read and where to write. */
final class Services {
    private static final List<String> REQUIRED =
            List.of("POSTHOG_HOST", "POSTHOG_PERSONAL_API_KEY", "POSTHOG_PROJECT_ID", "BREVO_API_KEY");

    private final Map<String, String> settings;

    private Services(Map<String, String> settings) {
        this.settings = settings;
    }

    /** Returns the services that the environment names; nothing if it names none of them. */
    static Optional<Services> from(Map<String, String> environment) {
        List<String> missing = REQUIRED.stream()
                .filter(name -> environment.getOrDefault(name, "").isBlank())
                .toList();
        if (missing.size() == REQUIRED.size()) return Optional.empty();
        if (!missing.isEmpty()) {
            throw new ConfigurationException("The environment lacks " + String.join(", ", missing)
                    + ". Set them all to sync the real services, or none of them to sync a sandbox.");
        }
        return Optional.of(new Services(environment));
    }

    static Services of(Sandbox sandbox) {
        return new Services(Map.of(
                "POSTHOG_HOST", sandbox.postHogUri().toString(),
                "POSTHOG_PERSONAL_API_KEY", sandbox.personalApiKey(),
                "POSTHOG_PROJECT_TOKEN", sandbox.projectToken(),
                "POSTHOG_PROJECT_ID", sandbox.projectId(),
                "BREVO_API_KEY", sandbox.brevoApiKey(),
                "BREVO_API_URL", sandbox.brevoUri().toString()));
    }

    PostHogClient postHog() {
        PostHogClient.Builder client = PostHogClient.builder()
                .host(settings.getOrDefault("POSTHOG_HOST", ""))
                .personalApiKey(settings.get("POSTHOG_PERSONAL_API_KEY"))
                .projectId(settings.get("POSTHOG_PROJECT_ID"));
        String token = settings.getOrDefault("POSTHOG_PROJECT_TOKEN", "");
        if (!token.isBlank()) client.projectToken(token);
        return client.build();
    }

    private String brevoHost() {
        String host = settings.getOrDefault("BREVO_API_URL", "");
        return host.isBlank() ? BrevoClient.Builder.DEFAULT_HOST : host;
    }

    BrevoClient brevo() {
        return BrevoClient.builder()
                .apiKey(settings.get("BREVO_API_KEY"))
                .host(brevoHost())
                .build();
    }
}
