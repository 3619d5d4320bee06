package io.tajo.examples.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.brevo.BrevoClient;
import io.tajo.client.JsonObject;
import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.mapping.Profile;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.Sandbox;
import io.tajo.posthog.PostHogClient;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TierMappingTest {

    @Test
    void map_ofAProfile_worksOutTheTier() {
        Profile ada = Profile.of("1", JsonObject.of(Map.of("company", "Analytical", "logins", 900, "plan", "pro")));
        ContactDraft contact = ContactDraft.of("ada@example.com");

        new TierMapping(26).map(ada, contact);

        assertThat(contact.attributes()).isEqualTo(Map.of("TIER", "gold"));
        assertThat(contact.joins()).containsExactly(26L);
    }

    @Test
    void sync_withTheMapping_leavesOutWhoHasNoCompany() {
        try (Sandbox sandbox = Sandbox.builder().persons(60).build();
                PostHogClient postHog = PostHogClient.builder()
                        .host(sandbox.postHogUri().toString())
                        .personalApiKey(sandbox.personalApiKey())
                        .projectId(sandbox.projectId())
                        .build();
                BrevoClient brevo = BrevoClient.builder()
                        .host(sandbox.brevoUri().toString())
                        .apiKey(sandbox.brevoApiKey())
                        .build()) {
            long list = sandbox.brevo().createList("Large");
            try (PostHogBrevoConnector connector = PostHogBrevoConnector.builder()
                    .postHog(postHog)
                    .brevo(brevo)
                    .ledger(Ledger.inMemory())
                    .mapping(TierMapping.beside(list))
                    .build()) {
                SyncReport report = connector.syncPersons(PersonSync.all());

                assertThat(report.reasons()).containsOnlyKeys("no company");
                assertThat(sandbox.brevo().contacts())
                        .hasSize((int) report.counts().applied())
                        .allSatisfy(contact -> {
                            assertThat(contact.attributes()).containsKeys("TIER", "COMPANY", "FIRSTNAME");
                            if (contact.attributes().get("TIER").equals("gold")) {
                                assertThat(contact.listIds()).contains(list);
                            }
                        });
            }
        }
    }
}
