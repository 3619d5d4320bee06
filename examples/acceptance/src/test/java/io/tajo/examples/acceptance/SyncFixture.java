package io.tajo.examples.acceptance;

import io.tajo.brevo.BrevoClient;
import io.tajo.client.RetrySettings;
import io.tajo.connector.ConnectorBuilder;
import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.Sandbox;
import io.tajo.examples.sandbox.brevo.BrevoState;
import io.tajo.examples.sandbox.control.SandboxClock;
import io.tajo.examples.sandbox.posthog.PersonRecord;
import io.tajo.examples.sandbox.posthog.PostHogState;
import io.tajo.posthog.PostHogClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A sandbox with both clients and a connector on its clock, all with the published limits. */
final class SyncFixture implements AutoCloseable {
    static final int FACTOR = 20;

    final Sandbox sandbox;
    final PostHogClient postHog;
    final BrevoClient brevo;
    final PostHogBrevoConnector connector;
    private final ScaledTime time;

    private SyncFixture(
            Sandbox sandbox, ScaledTime time, Duration attemptTimeout, UnaryOperator<ConnectorBuilder> settings) {
        this.sandbox = sandbox;
        RetrySettings retry =
                RetrySettings.builder().baseDelay(Duration.ofMillis(200)).build();
        postHog = PostHogClient.builder()
                .host(sandbox.postHogUri().toString())
                .personalApiKey(sandbox.personalApiKey())
                .projectToken(sandbox.projectToken())
                .projectId(sandbox.projectId())
                .attemptTimeout(attemptTimeout)
                .retry(retry)
                .clock(time)
                .sleeper(time)
                .build();
        brevo = BrevoClient.builder()
                .host(sandbox.brevoUri().toString())
                .apiKey(sandbox.brevoApiKey())
                .attemptTimeout(attemptTimeout)
                .retry(retry)
                .clock(time)
                .sleeper(time)
                .build();
        this.time = time;
        connector = connector(settings);
    }

    /** Returns another connector between the same two. */
    PostHogBrevoConnector connector(UnaryOperator<ConnectorBuilder> settings) {
        return settings.apply(PostHogBrevoConnector.builder()
                        .postHog(postHog)
                        .brevo(brevo)
                        .ledger(Ledger.inMemory())
                        .clock(time)
                        .sleeper(time))
                .build();
    }

    static SyncFixture open(UnaryOperator<Sandbox.Builder> sandbox) {
        return open(sandbox, connector -> connector);
    }

    /** Opens a stage whose clients wait half a second for an answer, for tests in which some never come. */
    static SyncFixture impatient(UnaryOperator<Sandbox.Builder> sandbox) {
        return open(FACTOR, sandbox, Duration.ofMillis(500), connector -> connector);
    }

    static SyncFixture open(UnaryOperator<Sandbox.Builder> sandbox, UnaryOperator<ConnectorBuilder> connector) {
        return open(FACTOR, sandbox, connector);
    }

    /** Opens a stage whose time runs faster by a factor. */
    static SyncFixture open(
            int factor, UnaryOperator<Sandbox.Builder> sandbox, UnaryOperator<ConnectorBuilder> connector) {
        return open(factor, sandbox, Duration.ofSeconds(10), connector);
    }

    /** Opens a stage whose clients wait so long for an answer. */
    static SyncFixture open(
            int factor,
            UnaryOperator<Sandbox.Builder> sandbox,
            Duration attemptTimeout,
            UnaryOperator<ConnectorBuilder> connector) {
        SandboxClock clock = SandboxClock.scaled(factor);
        Sandbox open = sandbox.apply(Sandbox.builder().clock(clock)).build();
        return new SyncFixture(open, new ScaledTime(clock, factor), attemptTimeout, connector);
    }

    SyncReport sync() {
        return connector.syncPersons(PersonSync.all());
    }

    PostHogState source() {
        return sandbox.postHog();
    }

    BrevoState target() {
        return sandbox.brevo();
    }

    UUID person(Map<String, ?> properties) {
        UUID id = UUID.randomUUID();
        person(id, Instant.parse("2026-01-02T03:04:05Z"), properties);
        return id;
    }

    void person(UUID id, Map<String, ?> properties) {
        person(id, Instant.parse("2026-01-02T03:04:05Z"), properties);
    }

    void person(UUID id, Instant created, Map<String, ?> properties) {
        sandbox.postHog().add(new PersonRecord(id, "d-" + id, created, Map.copyOf(properties)));
    }

    @Override
    public void close() {
        connector.close();
        postHog.close();
        brevo.close();
        sandbox.close();
    }
}
