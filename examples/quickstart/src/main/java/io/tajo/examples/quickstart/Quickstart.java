package io.tajo.examples.quickstart;

import io.tajo.brevo.BrevoClient;
import io.tajo.client.ClientException;
import io.tajo.client.ConfigurationException;
import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.config.ConnectorConfig;
import io.tajo.connector.job.Resend;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.JobRunningException;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.ledger.LedgerException;
import io.tajo.connector.ledger.LedgerInUseException;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.Sandbox;
import io.tajo.posthog.PostHogClient;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Syncs persons, or what a file describes: against a sandbox in this program without credentials, against PostHog and Brevo with them. See
 * {@code --help}.
 */
public final class Quickstart {
    private static final int SANDBOX_PERSONS = 2_000;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    Quickstart(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the program and ends the process with its exit code.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(new Quickstart(System.getenv(), System.out, System.err)
                .run(args)
                .number());
    }

    ExitCode run(String... args) {
        try {
            Arguments arguments = Arguments.parse(args);
            if (arguments.help()) {
                out.println(Arguments.HELP);
                return ExitCode.FINISHED;
            }
            if (arguments.sandboxOnly().isPresent())
                return serveSandbox(arguments.sandboxOnly().getAsInt());
            return sync(arguments);
        } catch (ConfigurationException e) {
            err.println(e.getMessage());
            return ExitCode.MISCONFIGURED;
        } catch (LedgerInUseException | JobRunningException e) {
            err.println(e.getMessage());
            return ExitCode.BUSY;
        } catch (ClientException | LedgerException | IOException e) {
            err.println(e.getMessage());
            return ExitCode.FAILED;
        }
    }

    private ExitCode sync(Arguments arguments) throws IOException {
        if (arguments.config().isPresent()) return syncByFile(arguments.config().get(), arguments);
        Optional<Services> services = Services.from(environment);
        if (services.isPresent()) return sync(services.get(), arguments);
        out.printf("No credentials in the environment: syncing %,d made-up persons in a sandbox.%n", SANDBOX_PERSONS);
        try (Sandbox sandbox =
                Sandbox.builder().persons(SANDBOX_PERSONS).untidy(true).build()) {
            ExitCode code = sync(Services.of(sandbox), arguments);
            out.printf(
                    "The sandbox's Brevo now holds %,d contacts.%n",
                    sandbox.brevo().contacts().size());
            return code;
        }
    }

    private ExitCode sync(Services services, Arguments arguments) throws IOException {
        try (PostHogClient postHog = services.postHog();
                BrevoClient brevo = services.brevo();
                PostHogBrevoConnector connector = PostHogBrevoConnector.builder()
                        .postHog(postHog)
                        .brevo(brevo)
                        .listener(new Progress(out))
                        .jobs(JobKind.standard(arguments.jobs()).toArray(new SyncJob[0]))
                        .ledger(Ledger.inMemory())
                        .build()) {
            return run(connector, arguments);
        }
    }

    private ExitCode syncByFile(Path file, Arguments arguments) throws IOException {
        ConnectorConfig config = ConnectorConfig.load(file, environment).confirmRemovals(arguments.confirmedRemovals());
        if (!config.enabled()) {
            out.println("The connector is switched off in " + file + " (enabled: false).");
            return ExitCode.FINISHED;
        }
        List<SyncJob> jobs = JobKind.choose(arguments.jobs(), config.jobs());
        try (PostHogBrevoConnector connector = PostHogBrevoConnector.fromConfig(config, jobs)) {
            return run(connector, arguments);
        }
    }

    private ExitCode run(PostHogBrevoConnector connector, Arguments arguments) throws IOException {
        if (arguments.preview()) {
            for (SyncJob job : connector.jobs())
                out.println(connector.preview(job).summary());
            return ExitCode.FINISHED;
        }
        SyncReport report = arguments.resend() ? connector.syncAll(Resend.all()) : connector.syncAll();
        out.println(report.parts().size() == 1 ? report.parts().get(0).summary() : report.summary());
        if (arguments.report().isPresent()) write(arguments.report().get(), report);
        return exitCode(report, arguments.strict());
    }

    private static ExitCode exitCode(SyncReport report, boolean strict) {
        if (report.outcome() == SyncOutcome.PAUSED) return ExitCode.PAUSED;
        if (report.outcome() == SyncOutcome.BUSY) return ExitCode.BUSY;
        if (report.outcome() == SyncOutcome.FAILED) return ExitCode.FAILED;
        if (report.outcome() == SyncOutcome.HELD_BACK) return ExitCode.HELD_BACK;
        return strict && report.hasRejects() ? ExitCode.REJECTED : ExitCode.FINISHED;
    }

    private static void write(Path file, SyncReport report) throws IOException {
        try {
            Files.writeString(file, report.toJson() + System.lineSeparator());
        } catch (IOException e) {
            throw new IOException("The report could not be written to " + file + ": " + e.getMessage(), e);
        }
    }

    private ExitCode serveSandbox(int port) {
        try (Sandbox sandbox = Sandbox.builder()
                .persons(SANDBOX_PERSONS)
                .untidy(true)
                .postHogPort(port)
                .brevoPort(port == 0 ? 0 : port + 1)
                .build()) {
            out.println("A sandbox is running until you stop it. To sync it, in another shell:");
            out.println("  export POSTHOG_HOST=" + sandbox.postHogUri());
            out.println("  export POSTHOG_PERSONAL_API_KEY=" + sandbox.personalApiKey());
            out.println("  export POSTHOG_PROJECT_TOKEN=" + sandbox.projectToken());
            out.println("  export POSTHOG_PROJECT_ID=" + sandbox.projectId());
            out.println("  export BREVO_API_KEY=" + sandbox.brevoApiKey());
            out.println("  export BREVO_API_URL=" + sandbox.brevoUri());
            out.flush();
            new CountDownLatch(1).await();
            return ExitCode.FINISHED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.FINISHED;
        }
    }
}
