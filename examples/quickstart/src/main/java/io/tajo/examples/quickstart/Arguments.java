package io.tajo.examples.quickstart;

import io.tajo.client.ConfigurationException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The command line. */
final class Arguments {
    static final String HELP = """
            quickstart [--config FILE.yaml] [--jobs persons,cohorts] [--preview | --resend] [--report FILE.json] [--strict]
            quickstart --sandbox-only [PORT]

            Syncs what PostHog knows about people into Brevo. Without credentials it syncs a sandbox of its own.

              --config FILE.yaml    takes services, mapping and jobs from a file
              --jobs persons,...    which jobs to run: persons, events, cohorts, feature_flags, funnels, session_replays,
                                    queries; all of the file's by default, and persons without a file
              --preview             shows what would change, and changes nothing
              --report FILE.json    writes the report to a file
              --confirm-removals 28=700
                                    the source of list 28 has shrunk to 700 contacts, and that is meant
              --resend              sends every value, also what Brevo holds already; events are not sent again
              --strict              exit code 3 if any person was rejected
              --sandbox-only [PORT] serves the sandbox, PostHog at PORT and Brevo at the next one

            Environment: POSTHOG_HOST, POSTHOG_PERSONAL_API_KEY, POSTHOG_PROJECT_ID, BREVO_API_KEY, POSTHOG_PROJECT_TOKEN
            for feature flags, and BREVO_API_URL where it is not Brevo's own. A file's keys win over them.

            Exit codes: 0 finished, 1 failed, 2 bad configuration or arguments, 3 rejected rows (--strict),
            4 paused until a quota allows more, 5 removals from a mirrored list held back,
            6 running already elsewhere.""";

    private boolean help;
    private boolean strict;
    private boolean preview;
    private boolean resend;
    private final Map<Long, Long> confirmedRemovals = new HashMap<>();
    private @Nullable Path report;
    private @Nullable Path config;
    private List<JobKind> jobs = List.of();
    private OptionalInt sandboxOnly = OptionalInt.empty();

    private Arguments() {}

    static Arguments parse(String... args) {
        Arguments parsed = new Arguments();
        Deque<String> left = new ArrayDeque<>(List.of(args));
        while (!left.isEmpty()) parsed.take(left.pop(), left);
        return parsed;
    }

    boolean help() {
        return help;
    }

    boolean strict() {
        return strict;
    }

    Optional<Path> report() {
        return Optional.ofNullable(report);
    }

    Optional<Path> config() {
        return Optional.ofNullable(config);
    }

    boolean preview() {
        return preview;
    }

    boolean resend() {
        return resend;
    }

    /** The kinds of jobs that were asked for; empty for all. */
    List<JobKind> jobs() {
        return jobs;
    }

    OptionalInt sandboxOnly() {
        return sandboxOnly;
    }

    private void take(String argument, Deque<String> left) {
        switch (argument) {
            case "--help", "-h" -> help = true;
            case "--strict" -> strict = true;
            case "--report" -> report = Path.of(value(argument, left));
            case "--config" -> config = Path.of(value(argument, left));
            case "--preview" -> preview = true;
            case "--resend" -> resend = true;
            case "--confirm-removals" -> confirm(value(argument, left));
            case "--jobs" -> jobs = JobKind.parse(value(argument, left));
            case "--sandbox-only" -> sandboxOnly = OptionalInt.of(left.isEmpty() ? 0 : port(left.pop()));
            default -> throw new ConfigurationException("Unknown argument " + argument + ". See --help.");
        }
    }

    private void confirm(String text) {
        if (!text.matches("\\d{1,18}=\\d{1,18}")) {
            throw new ConfigurationException(
                    "--confirm-removals takes a list and a number of contacts, such as 28=700. See --help.");
        }
        String[] parts = text.split("=", 2);
        confirmedRemovals.put(Long.valueOf(parts[0]), Long.valueOf(parts[1]));
    }

    /** The sizes to which the sources of mirrored lists may have shrunk. */
    Map<Long, Long> confirmedRemovals() {
        return Map.copyOf(confirmedRemovals);
    }

    private static String value(String argument, Deque<String> left) {
        if (left.isEmpty() || left.peek().startsWith("--")) {
            throw new ConfigurationException(argument + " lacks its value. See --help.");
        }
        return left.pop();
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_534) {
            throw new ConfigurationException("The port is a number up to 65534, not \"" + text + "\". See --help.");
        }
        return Integer.parseInt(text);
    }
}
