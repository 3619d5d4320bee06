package io.tajo.connector.config;

import io.tajo.brevo.BrevoClient;
import io.tajo.brevo.BrevoLimits;
import io.tajo.brevo.BrevoTier;
import io.tajo.connector.mapping.MissingAttributes;
import io.tajo.posthog.PostHogClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How to reach both services, and what to remember. */
record ServiceSettings(PostHog postHogAccess, Brevo brevoAccess, LedgerSettings ledger, ConfigLog log) {

    record PostHog(
            String host,
            @Nullable String key,
            @Nullable String token,
            @Nullable String projectId) {
        @Override
        public String toString() {
            return "PostHog[" + host + "]";
        }
    }

    record Brevo(
            @Nullable String key, String host, BrevoTier tier, MissingAttributes missingAttributes, String importList) {
        static final Map<String, BrevoTier> TIERS =
                Map.of("general", BrevoTier.GENERAL, "advanced", BrevoTier.ADVANCED, "extended", BrevoTier.EXTENDED);

        @Override
        public String toString() {
            return "Brevo[" + host + "]";
        }
    }

    PostHogClient postHog() {
        PostHogClient.Builder client = PostHogClient.builder()
                .host(postHogAccess.host())
                .personalApiKey(postHogAccess.key())
                .projectId(postHogAccess.projectId())
                .listener(log);
        // Only feature flags need it.
        if (postHogAccess.token() != null) client.projectToken(postHogAccess.token());
        return client.build();
    }

    BrevoClient brevo() {
        return BrevoClient.builder()
                .apiKey(brevoAccess.key())
                .host(brevoAccess.host())
                .rateLimit(BrevoLimits.published(brevoAccess.tier()))
                .listener(log)
                .build();
    }

    MissingAttributes missingAttributes() {
        return brevoAccess.missingAttributes();
    }

    String importList() {
        return brevoAccess.importList();
    }
}
