package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tajo.brevo.BrevoClient;
import io.tajo.brevo.account.IpBlockedException;
import io.tajo.client.AuthenticationException;
import io.tajo.client.ClientException;
import io.tajo.client.ConfigurationException;
import io.tajo.client.NotFoundException;
import io.tajo.client.PermissionException;
import io.tajo.client.RetrySettings;
import io.tajo.client.TransportException;
import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.ledger.Ledger;
import io.tajo.examples.sandbox.Sandbox;
import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.Service;
import io.tajo.posthog.PostHogClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is wrong with the credentials is said once, in words, by type, and without showing them. */
@Timeout(60)
class CredentialsTest {
    private static final String WRONG_POSTHOG_KEY = "phx_wrongwrongwrongwrong";
    private static final String WRONG_BREVO_KEY = "xkeysib-wrongwrongwrongwrong";

    private static final Path LOG = Path.of("target", "acceptance.log");

    private <T extends ClientException> T failure(
            Class<T> expected,
            UnaryOperator<Sandbox.Builder> services,
            UnaryOperator<PostHogClient.Builder> postHogSettings,
            UnaryOperator<BrevoClient.Builder> brevoSettings) {
        try (Sandbox sandbox = services.apply(Sandbox.builder().persons(5)).build()) {
            T failure = catchThrowableOfType(expected, () -> sync(sandbox, postHogSettings, brevoSettings));
            assertThat(failure).isNotNull();
            assertNoSecret(sandbox, failure);
            assertThat(sandbox.brevo().contacts()).isEmpty();
            return failure;
        }
    }

    private static void sync(
            Sandbox sandbox,
            UnaryOperator<PostHogClient.Builder> postHogSettings,
            UnaryOperator<BrevoClient.Builder> brevoSettings) {
        try (PostHogClient postHog = postHogSettings
                        .apply(PostHogClient.builder()
                                .host(sandbox.postHogUri().toString())
                                .personalApiKey(sandbox.personalApiKey())
                                .projectId(sandbox.projectId())
                                .retry(RetrySettings.none()))
                        .build();
                BrevoClient brevo = brevoSettings
                        .apply(BrevoClient.builder()
                                .host(sandbox.brevoUri().toString())
                                .apiKey(sandbox.brevoApiKey())
                                .retry(RetrySettings.none()))
                        .build();
                PostHogBrevoConnector connector = PostHogBrevoConnector.builder()
                        .postHog(postHog)
                        .brevo(brevo)
                        .ledger(Ledger.inMemory())
                        .build()) {
            connector.syncPersons(PersonSync.all());
        }
    }

    private static void assertNoSecret(Sandbox sandbox, Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) text.append(cause.toString());
        assertThat(text.toString() + readLog())
                .doesNotContain(sandbox.personalApiKey())
                .doesNotContain(sandbox.brevoApiKey())
                .doesNotContain(WRONG_POSTHOG_KEY)
                .doesNotContain(WRONG_BREVO_KEY);
    }

    private static String readLog() {
        try {
            return Files.readString(LOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aRunThatIsLoggedInFull_showsNeitherKeysNorAddresses() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(60).untidy(true))) {
            stage.sandbox.faults().add(Fault.on(Service.BREVO).times(3).status(503));
            stage.sync();

            assertThat(readLog())
                    .contains("GET /contacts [status=200")
                    .contains("repeating")
                    .doesNotContain(stage.sandbox.personalApiKey())
                    .doesNotContain(stage.sandbox.brevoApiKey())
                    .doesNotContainIgnoringCase("@example.com");
        }
    }

    @Test
    void aWrongPostHogKey_isNamed() {
        AuthenticationException e =
                failure(AuthenticationException.class, s -> s, p -> p.personalApiKey(WRONG_POSTHOG_KEY), b -> b);

        assertThat(e).hasMessageContaining("PostHog answered 401").hasMessageContaining("personal API key is wrong");
    }

    @Test
    void aWrongBrevoKey_isNamed() {
        AuthenticationException e =
                failure(AuthenticationException.class, s -> s, p -> p, b -> b.apiKey(WRONG_BREVO_KEY));

        assertThat(e).hasMessageContaining("Brevo answered 401").hasMessageContaining("API key is wrong");
        assertThat(e.requestId()).isPresent();
    }

    @Test
    void aKeyWithALineBreak_isNamedBeforeAnythingIsSent() {
        assertThat(failure(
                        ConfigurationException.class, s -> s, p -> p.personalApiKey(WRONG_POSTHOG_KEY + "\n"), b -> b))
                .hasMessageContaining("PostHog personal API key holds a line break");
        assertThat(failure(ConfigurationException.class, s -> s, p -> p, b -> b.apiKey(WRONG_BREVO_KEY + "\r\n")))
                .hasMessageContaining("Brevo API key holds a line break");
    }

    @Test
    void aMissingScope_isNamed() {
        PermissionException e = failure(PermissionException.class, s -> s.scopes("person:read"), p -> p, b -> b);

        assertThat(e.missingScope()).hasValue("query:read");
        assertThat(e).hasMessageContaining("lacks the scope query:read").hasMessageContaining("Personal API keys");
    }

    @Test
    void aWrongProject_isNamed() {
        NotFoundException e = failure(NotFoundException.class, s -> s, p -> p.projectId("99"), b -> b);

        assertThat(e).hasMessageContaining("Check the project id");
    }

    @Test
    void aBlockedIpAddress_isNoWrongKey() {
        IpBlockedException e = failure(IpBlockedException.class, s -> s.brevoBlocksIp(true), p -> p, b -> b);

        assertThat(e).hasMessageContaining("key is fine").hasMessageContaining("Authorized IPs");
    }

    @Test
    void anUnreachableHost_isNamed() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        TransportException e =
                failure(TransportException.class, s -> s, p -> p.host("http://127.0.0.1:" + port), b -> b);

        assertThat(e).hasMessageContaining("No complete answer from PostHog").hasMessageContaining("127.0.0.1");
        assertThat(e.mayHaveBeenSent()).isFalse();
    }
}
