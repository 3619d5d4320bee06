package io.tajo.examples.quickstart;

import io.tajo.client.ConfigurationException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The command line. */
final class Arguments {
    static final String HELP = """
            quickstart [--jobs persons] [--report FILE.json] [--strict]
            quickstart --sandbox-only [PORT]

            Syncs persons from PostHog to contacts in Brevo. Without credentials it syncs a sandbox of its own.

              --jobs persons        which jobs to run
              --report FILE.json    writes the report to a file
              --strict              exit code 3 if any person was rejected
              --sandbox-only [PORT] serves the sandbox, PostHog at PORT and Brevo at the next one

            Environment: POSTHOG_HOST, POSTHOG_PERSONAL_API_KEY, POSTHOG_PROJECT_TOKEN, POSTHOG_PROJECT_ID,
            BREVO_API_KEY, and BREVO_API_URL where it is not Brevo's own.

            Exit codes: 0 finished, 1 failed, 2 bad configuration or arguments, 3 rejected rows (--strict),
            4 paused until a quota allows more.""";

    private boolean help;
    private boolean strict;
    private @Nullable Path report;
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

    OptionalInt sandboxOnly() {
        return sandboxOnly;
    }

    private void take(String argument, Deque<String> left) {
        switch (argument) {
            case "--help", "-h" -> help = true;
            case "--strict" -> strict = true;
            case "--report" -> report = Path.of(value(argument, left));
            case "--jobs" -> requirePersons(value(argument, left));
            case "--sandbox-only" -> sandboxOnly = OptionalInt.of(left.isEmpty() ? 0 : port(left.pop()));
            case "--config", "--preview", "--ledger" ->
                throw new ConfigurationException(
                        argument + " is not part of this version yet. Leave it out; see --help.");
            default -> throw new ConfigurationException("Unknown argument " + argument + ". See --help.");
        }
    }

    private static String value(String argument, Deque<String> left) {
        if (left.isEmpty() || left.peek().startsWith("--")) {
            throw new ConfigurationException(argument + " lacks its value. See --help.");
        }
        return left.pop();
    }

    private static void requirePersons(String jobs) {
        for (String job : jobs.split(",", -1)) {
            if (!job.strip().equals("persons")) {
                throw new ConfigurationException("The job \"" + job.strip()
                        + "\" is not part of this version: there is " + "\"persons\". See --help.");
            }
        }
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_534) {
            throw new ConfigurationException("The port is a number up to 65534, not \"" + text + "\". See --help.");
        }
        return Integer.parseInt(text);
    }
}
