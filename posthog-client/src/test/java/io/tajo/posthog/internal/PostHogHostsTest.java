package io.tajo.posthog.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostHogHostsTest {

    @ParameterizedTest
    @CsvSource({
        "https://us.posthog.com, https://us.posthog.com, https://us.i.posthog.com",
        "https://us.i.posthog.com/, https://us.posthog.com, https://us.i.posthog.com",
        "https://app.posthog.com, https://us.posthog.com, https://us.i.posthog.com",
        "https://EU.posthog.com, https://eu.posthog.com, https://eu.i.posthog.com",
        "https://posthog.example.com/, https://posthog.example.com, https://posthog.example.com",
        "http://localhost:8000, http://localhost:8000, http://localhost:8000"
    })
    void of_findsBothHostsFromEither(String given, String app, String ingestion) {
        PostHogHosts hosts = PostHogHosts.of(given);

        assertThat(hosts.app().uri()).hasToString(app);
        assertThat(hosts.ingestion().uri()).hasToString(ingestion);
    }
}
