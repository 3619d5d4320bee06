package io.tajo.posthog.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class WrongKeyAdviceTest {

    @Test
    void wrongKey_onARegionsHost_namesBothCauses() {
        assertThat(PostHogErrors.wrongKey(URI.create("https://eu.posthog.com")))
                .contains("key is wrong")
                .contains("other region")
                .contains("us.posthog.com");
    }

    @Test
    void wrongKey_onAHostOfOnesOwn_namesTheKeyOnly() {
        assertThat(PostHogErrors.wrongKey(URI.create("https://ph.example.com")))
                .contains("key is wrong")
                .doesNotContain("region");
    }
}
