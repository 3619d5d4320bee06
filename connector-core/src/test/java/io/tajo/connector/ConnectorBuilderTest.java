package io.tajo.connector;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.brevo.BrevoClient;
import io.tajo.client.ConfigurationException;
import io.tajo.posthog.PostHogClient;
import org.junit.jupiter.api.Test;

class ConnectorBuilderTest {

    @Test
    void build_withoutALedger_namesTheChoicesAndWhatForgettingMeans() {
        try (PostHogClient postHog = PostHogClient.builder()
                        .host("http://localhost:1")
                        .personalApiKey("phx_test")
                        .projectId("1")
                        .build();
                BrevoClient brevo = BrevoClient.builder().apiKey("xkeysib-test").build()) {
            ConnectorBuilder builder =
                    PostHogBrevoConnector.builder().postHog(postHog).brevo(brevo);

            assertThatThrownBy(builder::build)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContainingAll(
                            "Ledger.inMemory()",
                            "Ledger.embedded(path)",
                            "Ledger.jdbc(dataSource, key)",
                            "deleted in Brevo comes back",
                            "events are sent again");
        }
    }
}
