package io.tajo.posthog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostHogClientTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "phx_abc\n", "phc_projecttoken", "phs_secret"})
    void personalApiKey_whenItIsNoPersonalKey_saysWhatItIs(String key) {
        assertThatThrownBy(() -> PostHogClient.builder().personalApiKey(key))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("PostHog personal API key")
                .hasMessageNotContaining("abc")
                .hasMessageNotContaining("projecttoken");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "my-project", "12 ", "../1"})
    void projectId_whenItIsNoNumber_isRefused(String id) {
        assertThatThrownBy(() -> PostHogClient.builder().projectId(id)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void build_withoutKeyOrProject_saysWhichIsMissing() {
        assertThatThrownBy(() -> PostHogClient.builder().projectId("1").build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("personalApiKey");
        assertThatThrownBy(() -> PostHogClient.builder().personalApiKey("phx_1").build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("projectId");
    }

    @Test
    void build_withPlainHttpToAnotherMachine_isRefused() {
        assertThatThrownBy(() -> PostHogClient.builder()
                        .host("http://posthog.example.com")
                        .personalApiKey("phx_1")
                        .projectId("1")
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("not https");
    }

    @Test
    void close_twice_isFine() {
        PostHogClient client =
                PostHogClient.builder().personalApiKey("phx_1").projectId("1").build();

        client.close();
        client.close();

        assertThatThrownBy(() -> client.query().rows(io.tajo.posthog.query.HogQl.of("SELECT 1")).stream()
                        .count())
                .isInstanceOf(IllegalStateException.class);
        assertThat(client).isNotNull();
    }
}
