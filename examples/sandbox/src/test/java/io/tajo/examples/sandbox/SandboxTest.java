package io.tajo.examples.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client on a real socket sees of the sandbox. */
@Timeout(30)
class SandboxTest {
    private final Sandbox sandbox =
            Sandbox.builder().persons(5).scopes("query:read", "project:read").build();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private HttpResponse<String> brevo(String path) throws IOException, InterruptedException {
        return send(URI.create(sandbox.brevoUri() + path), "api-key", sandbox.brevoApiKey());
    }

    private HttpResponse<String> postHog(String path, String key) throws IOException, InterruptedException {
        return send(URI.create(sandbox.postHogUri() + path), "Authorization", "Bearer " + key);
    }

    private HttpResponse<String> send(URI uri, String header, String value) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header(header, value)
                .timeout(Duration.ofSeconds(5))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void brevo_refusesAWrongKeyAndSignsItsAnswers() throws Exception {
        assertThat(brevo("/account").headers().firstValue("sib-request-id")).isPresent();
        assertThat(brevo("/contacts").headers().firstValue("x-sib-ratelimit-limit"))
                .hasValue("10");
        assertThat(send(URI.create(sandbox.brevoUri() + "/account"), "api-key", "x")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void brevo_throttlesTheEleventhCallOfASecond() throws Exception {
        int status = 200;
        for (int i = 0; i < 11 && status == 200; i++)
            status = brevo("/contacts/attributes").statusCode();

        assertThat(status).isEqualTo(429);
    }

    @Test
    void brevo_whenAnotherClientUsesHalfOfTheAccount_tellsInItsHeadersWhatIsLeft() throws Exception {
        sandbox.brevo().quirks().shareQuotas(0.5);
        sandbox.clock().advance(Duration.ofHours(2));

        HttpResponse<String> answer = brevo("/account");

        assertThat(answer.headers().firstValue("x-sib-ratelimit-limit")).hasValue("100");
        assertThat(answer.headers().firstValue("x-sib-ratelimit-remaining")).hasValue("49");
    }

    @Test
    void postHog_checksKeyScopeAndProject() throws Exception {
        String key = sandbox.personalApiKey();

        assertThat(postHog("/api/projects/12345/", key).statusCode()).isEqualTo(200);
        assertThat(postHog("/api/projects/99/", key).statusCode()).isEqualTo(404);
        assertThat(postHog("/api/projects/12345/", "phx_no").body()).contains("authentication_failed");
        assertThat(postHog("/api/projects/12345/persons/", key).body())
                .contains("missing required scope 'person:read'");
    }

    @Test
    void faults_breakAnswersOnTheWire() {
        sandbox.faults()
                .add(Fault.on(Service.BREVO).route("GET /contacts").times(2).reset());
        assertThatThrownBy(() -> brevo("/contacts")).isInstanceOf(IOException.class);

        sandbox.faults().clear();
        sandbox.faults().add(Fault.on(Service.BREVO).truncate());
        assertThatThrownBy(() -> brevo("/contacts/attributes")).isInstanceOf(IOException.class);
        assertThat(sandbox.faults().fired()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void faults_answerInTheServicesPlaceAndWearOff() throws Exception {
        sandbox.faults().add(Fault.on(Service.BREVO).skip(1).status(503).header("Retry-After", "1"));

        assertThat(brevo("/account").statusCode()).isEqualTo(200);
        HttpResponse<String> struck = brevo("/account");
        assertThat(struck.statusCode()).isEqualTo(503);
        assertThat(struck.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(brevo("/account").statusCode()).isEqualTo(200);
        assertThat(sandbox.calls().count(Service.BREVO, "GET /account")).isEqualTo(3);
    }
}
