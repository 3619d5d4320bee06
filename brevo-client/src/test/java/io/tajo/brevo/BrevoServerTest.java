package io.tajo.brevo;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tajo.client.RateLimitStrategy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client and a server that answers as the test says. */
abstract class BrevoServerTest {
    static final String KEY = "xkeysib-topsecret";

    @RegisterExtension
    final WireMockExtension server = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().http2PlainDisabled(true))
            .build();

    final FakeTime time = new FakeTime();
    BrevoClient client;

    @BeforeEach
    void open() {
        client = BrevoClient.builder()
                .host(server.baseUrl() + "/v3")
                .apiKey(KEY)
                .rateLimit(RateLimitStrategy.unlimited())
                .clock(time)
                .sleeper(time)
                .build();
    }

    @AfterEach
    void close() {
        client.close();
    }

    /** Answers one call after the other; the last answer stays. */
    void answer(ResponseDefinitionBuilder... answers) {
        for (int i = 0; i < answers.length; i++) {
            boolean last = i == answers.length - 1;
            server.stubFor(any(anyUrl())
                    .inScenario("calls")
                    .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "call " + i)
                    .willReturn(answers[i])
                    .willSetStateTo(last && i > 0 ? "call " + i : last ? Scenario.STARTED : "call " + (i + 1)));
        }
    }

    static ResponseDefinitionBuilder status(int status) {
        return aResponse().withStatus(status);
    }

    static ResponseDefinitionBuilder json(int status, String body) {
        return status(status).withHeader("Content-Type", "application/json").withBody(body);
    }

    /** The calls that the server saw, oldest first. */
    List<LoggedRequest> calls() {
        List<LoggedRequest> newestFirst = server.getAllServeEvents().stream()
                .map(event -> LoggedRequest.createFrom(event.getRequest()))
                .toList();
        List<LoggedRequest> calls = new ArrayList<>(newestFirst);
        Collections.reverse(calls);
        return calls;
    }

    LoggedRequest onlyCall() {
        List<LoggedRequest> calls = calls();
        if (calls.size() != 1) throw new AssertionError("one call was expected, not " + calls.size());
        return calls.get(0);
    }
}
