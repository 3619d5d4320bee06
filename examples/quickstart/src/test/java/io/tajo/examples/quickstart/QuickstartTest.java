package io.tajo.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.ledger.Ledger;
import io.tajo.examples.sandbox.Sandbox;
import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class QuickstartTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ExitCode run(Map<String, String> environment, String... args) {
        return new Quickstart(
                        environment,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(args);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, String> environment(Sandbox sandbox) {
        return new HashMap<>(Map.of(
                "POSTHOG_HOST", sandbox.postHogUri().toString(),
                "POSTHOG_PERSONAL_API_KEY", sandbox.personalApiKey(),
                "POSTHOG_PROJECT_TOKEN", sandbox.projectToken(),
                "POSTHOG_PROJECT_ID", sandbox.projectId(),
                "BREVO_API_KEY", sandbox.brevoApiKey(),
                "BREVO_API_URL", sandbox.brevoUri().toString()));
    }

    @Test
    void run_againstServices_printsASummaryThatTheirOwnStateConfirms(@TempDir Path folder) throws IOException {
        try (Sandbox sandbox = Sandbox.builder().persons(1_500).untidy(true).build()) {
            Path file = folder.resolve("report.json");

            ExitCode code = run(environment(sandbox), "--jobs", "persons", "--report", file.toString());

            int contacts = sandbox.brevo().contacts().size();
            assertThat(code).isEqualTo(ExitCode.FINISHED);
            assertThat(printed())
                    .contains("persons: finished")
                    .containsPattern("read +1,500")
                    .containsPattern("changed +1,320 \\(1,320 applied, 0 pending, 0 failed\\)")
                    .containsPattern(sandbox.calls().count(Service.POSTHOG) + "  PostHog query")
                    .containsPattern("\n  read 1,\\d+ persons");
            assertThat(contacts).isEqualTo(1_320);
            assertThat(Files.readString(file))
                    .contains("\"applied\" : " + contacts)
                    .contains("\"read\" : 1500");
            assertThat(errors()).isEmpty();
        }
    }

    @Test
    void run_withStrict_saysThatRowsWereRejected() {
        try (Sandbox sandbox = Sandbox.builder().persons(100).untidy(true).build()) {
            assertThat(run(environment(sandbox), "--strict")).isEqualTo(ExitCode.REJECTED);
            assertThat(printed()).contains("the address is not one that Brevo accepts");
        }
    }

    @Test
    void run_whenAQuotaRunsOut_saysUntilWhen() {
        try (Sandbox sandbox = Sandbox.builder().persons(60).build()) {
            sandbox.faults()
                    .add(Fault.on(Service.BREVO)
                            .route("POST /contacts/import")
                            .status(429)
                            .header("x-sib-ratelimit-reset", "3000"));

            assertThat(run(environment(sandbox))).isEqualTo(ExitCode.PAUSED);
            assertThat(printed()).containsPattern("persons: paused until 20\\d\\d-");
        }
    }

    @Test
    void run_withAWrongKey_failsWithOneSentence() {
        try (Sandbox sandbox = Sandbox.builder().persons(1).build()) {
            Map<String, String> environment = environment(sandbox);
            environment.put("BREVO_API_KEY", "xkeysib-wrong");

            assertThat(run(environment)).isEqualTo(ExitCode.FAILED);
            assertThat(errors())
                    .startsWith("Brevo answered 401")
                    .doesNotContain("xkeysib-wrong")
                    .hasLineCount(1);
        }
    }

    @Test
    void run_whileAnotherOneIsRunning_endsWithOneLine(@TempDir Path folder) throws IOException {
        try (Sandbox sandbox = Sandbox.builder().persons(1).build()) {
            Path file = Files.writeString(folder.resolve("connector.yaml"), "connectors: { posthog: {} }\n");
            try (Ledger running = Ledger.embedded(folder.resolve(".connector/ledger"))) {
                assertThat(running).isNotNull();
                assertThat(run(environment(sandbox), "--config", file.toString()))
                        .isEqualTo(ExitCode.BUSY);
            }
            assertThat(errors()).startsWith("The ledger is in use").hasLineCount(1);
            assertThat(sandbox.calls().all()).isEmpty();

            assertThat(run(environment(sandbox), "--config", file.toString())).isEqualTo(ExitCode.FINISHED);
        }
    }

    @Test
    void run_withHalfTheCredentials_namesTheRest() {
        assertThat(run(Map.of("BREVO_API_KEY", "x"))).isEqualTo(ExitCode.MISCONFIGURED);
        assertThat(errors()).contains("POSTHOG_HOST, POSTHOG_PERSONAL_API_KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--config", "--ledger x", "--jobs persons,wat", "--wat", "--report", "--sandbox-only x"})
    void run_withArgumentsThatItCannotTake_saysSo(String arguments) {
        assertThat(run(Map.of(), arguments.split(" "))).isEqualTo(ExitCode.MISCONFIGURED);
        assertThat(errors()).contains("--help");
    }

    @Test
    void run_withHelp_printsIt() {
        assertThat(run(Map.of(), "--help")).isEqualTo(ExitCode.FINISHED);
        assertThat(printed()).contains("--sandbox-only").contains("Exit codes");
    }
}
