package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.tajo.client.RetrySettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client and a server that answers as the test says. */
abstract class PostHogServerTest {
    static final String KEY = "phx_topsecret";
    static final String TOKEN = "phc_public";

    @RegisterExtension
    final WireMockExtension server = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().http2PlainDisabled(true))
            .build();

    final FakeTime time = new FakeTime();
    PostHogClient client;

    @BeforeEach
    void open() {
        client = PostHogClient.builder()
                .host(server.baseUrl())
                .personalApiKey(KEY)
                .projectToken(TOKEN)
                .projectId("7")
                .retry(RetrySettings.builder().maxAttempts(2).build())
                .time(time, time)
                .build();
    }

    @AfterEach
    void close() {
        client.close();
    }
}
