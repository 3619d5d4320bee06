package io.tajo.examples.documented;

import io.tajo.brevo.BrevoClient;
import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.mapping.Transforms;
import io.tajo.posthog.PostHogClient;

/** Connects both services, and checks that everything is in place before the first row. */
public final class Connect {
    private Connect() {}

    /**
     * Connects with keys from the environment.
     *
     * @param args none
     */
    public static void main(String[] args) {
        try (PostHogClient posthog = PostHogClient.builder()
                        .host("https://eu.posthog.com")
                        .personalApiKey(System.getenv("POSTHOG_PERSONAL_API_KEY"))
                        .projectToken(System.getenv("POSTHOG_PROJECT_TOKEN"))
                        .projectId("12345")
                        .build();
                BrevoClient brevo = BrevoClient.builder()
                        .apiKey(System.getenv("BREVO_API_KEY"))
                        .build();
                PostHogBrevoConnector connector = connect(posthog, brevo)) {
            System.out.println(connector.check().summary());
        }
    }

    /**
     * Builds a connector that maps two attributes more than the default mapping.
     *
     * @param posthog whom to read
     * @param brevo where to write
     * @return the connector
     */
    public static PostHogBrevoConnector connect(PostHogClient posthog, BrevoClient brevo) {
        return PostHogBrevoConnector.builder()
                .postHog(posthog)
                .brevo(brevo)
                .mapping(FieldMapping.defaults().toBuilder()
                        .map("trial_ends", "TRIAL_ENDS", Transforms.date())
                        .compute(
                                "IS_POWER_USER",
                                person -> person.integer("total_events").orElse(0) > 5)
                        .map("cohort_names", "POSTHOG_COHORTS")
                        .build())
                .ledger(Ledger.inMemory())
                .build();
    }
}
