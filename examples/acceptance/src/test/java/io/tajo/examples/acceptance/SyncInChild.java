package io.tajo.examples.acceptance;

import io.tajo.brevo.BrevoClient;
import io.tajo.client.RetrySettings;
import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.Sandbox;
import io.tajo.examples.sandbox.control.SandboxClock;
import io.tajo.posthog.PostHogClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Runs {@code syncAll()} with an embedded ledger in a process of its own, which can be killed. */
final class SyncInChild {
    private SyncInChild() {}

    /**
     * Starts a process that syncs all jobs of a sandbox; it prints the outcome of its run.
     *
     * @param ledger the file of an embedded ledger, or the address of a database
     */
    static Process start(Sandbox sandbox, int factor, String ledger, Path output) throws IOException {
        return start(sandbox, factor, ledger, output, "-XX:TieredStopAtLevel=1", "all");
    }

    /** Starts a process that syncs the persons of a sandbox with so much memory, for example "64m". */
    static Process startPersons(Sandbox sandbox, int factor, String ledger, Path output, String heap)
            throws IOException {
        return start(sandbox, factor, ledger, output, "-Xmx" + heap, "persons");
    }

    /** Starts a process that syncs a sandbox's whole world with so much memory, for example "96m". */
    static Process startWorld(Sandbox sandbox, int factor, String ledger, Path output, String heap) throws IOException {
        return start(sandbox, factor, ledger, output, "-Xmx" + heap, "world");
    }

    private static Process start(Sandbox sandbox, int factor, String ledger, Path output, String option, String jobs)
            throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "-cp",
                System.getProperty("java.class.path"),
                SyncInChild.class.getName(),
                sandbox.postHogUri().toString(),
                sandbox.brevoUri().toString(),
                sandbox.clock().now().toString(),
                String.valueOf(factor),
                ledger,
                sandbox.personalApiKey(),
                sandbox.projectId(),
                sandbox.brevoApiKey(),
                sandbox.projectToken(),
                jobs);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    public static void main(String[] args) {
        int factor = Integer.parseInt(args[3]);
        SandboxClock clock = SandboxClock.scaled(factor);
        clock.advance(Duration.between(clock.now(), Instant.parse(args[2])));
        ScaledTime time = new ScaledTime(clock, factor);
        RetrySettings retry =
                RetrySettings.builder().baseDelay(Duration.ofMillis(200)).build();
        try (PostHogClient postHog = PostHogClient.builder()
                        .host(args[0])
                        .personalApiKey(args[5])
                        .projectToken(args[8])
                        .projectId(args[6])
                        .retry(retry)
                        .clock(time)
                        .sleeper(time)
                        .build();
                BrevoClient brevo = BrevoClient.builder()
                        .host(args[1])
                        .apiKey(args[7])
                        .retry(retry)
                        .clock(time)
                        .sleeper(time)
                        .build();
                Ledger ledger = ledger(args[4]);
                PostHogBrevoConnector connector = WholeSyncTest.settings(PostHogBrevoConnector.builder())
                        .postHog(postHog)
                        .brevo(brevo)
                        .ledger(ledger)
                        .jobs(jobs(args[9]))
                        .clock(time)
                        .sleeper(time)
                        .build()) {
            SyncReport report = connector.syncAll();
            System.out.println(report.summary());
            System.out.println(report.outcome());
        }
    }

    private static SyncJob[] jobs(String which) {
        return switch (which) {
            case "all" -> WholeSyncTest.jobs();
            case "world" -> OnePassTest.JOBS.toArray(new SyncJob[0]);
            default -> new SyncJob[] {PersonSync.all()};
        };
    }

    static Ledger ledger(String where) {
        if (where.startsWith("jdbc:h2:")) {
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setURL(where);
            return Ledger.jdbc(h2);
        }
        if (where.startsWith("jdbc:")) {
            PGSimpleDataSource postgres = new PGSimpleDataSource();
            postgres.setURL(where);
            return Ledger.jdbc(postgres);
        }
        return Ledger.embedded(Path.of(where));
    }
}
