package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.brevo.BrevoClient;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole syncs in processes of their own: what binds on the class path may not on the module path. */
@Timeout(120)
class RunnableIT {
    private static final String MODULE = "io.tajo.examples.quickstart";
    private static final List<String> LIBRARIES =
            List.of("jackson-", "failsafe-", "slf4j-api-", "slf4j-simple-", "snakeyaml-", "jspecify-");
    private static final List<String> OURS =
            List.of("client-core", "posthog-client", "brevo-client", "connector-core", "sandbox", "quickstart");

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    Path folder;

    @Test
    void theRunnableJar_syncsTheSandboxFromTheClassPath() throws Exception {
        assertSyncs(List.of("-jar", System.getProperty("quickstart.jar")));
    }

    @Test
    void theModules_syncTheSandboxFromTheModulePath() throws Exception {
        assertSyncs(List.of("-p", modulePath(), "-m", MODULE + "/" + MODULE + ".Quickstart"));
    }

    @Test
    void theSandboxAlone_servesUntilItIsStopped() throws Exception {
        Path output = folder.resolve("sandbox.txt");
        Process process = new ProcessBuilder(JAVA, "-jar", System.getProperty("quickstart.jar"), "--sandbox-only", "0")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            Map<String, String> exported = awaitExports(output);
            try (BrevoClient brevo = BrevoClient.builder()
                    .host(exported.get("BREVO_API_URL"))
                    .apiKey(exported.get("BREVO_API_KEY"))
                    .build()) {
                assertThat(brevo.account().get().companyName()).isEqualTo("Sandbox");
            }
            assertThat(exported).containsKeys("POSTHOG_HOST", "POSTHOG_PERSONAL_API_KEY", "POSTHOG_PROJECT_ID");
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private static Map<String, String> awaitExports(Path output) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        Map<String, String> exported = new HashMap<>();
        while (!exported.containsKey("BREVO_API_URL") && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            for (String line : Files.readAllLines(output)) {
                if (!line.startsWith("  export ")) continue;
                String[] pair = line.substring("  export ".length()).split("=", 2);
                exported.put(pair[0], pair[1]);
            }
        }
        return exported;
    }

    private void assertSyncs(List<String> launch) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Path report = folder.resolve("report.json");
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(launch);
        command.addAll(List.of("--report", report.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("POSTHOG_") || name.startsWith("BREVO_"));
        Process process = builder.start();

        assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("ended in time").isTrue();

        String printed = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(printed).isZero();
        assertThat(printed)
                .contains("persons: finished")
                .doesNotContain("SLF4J")
                .doesNotContain("WARN");
        assertThat(Files.readString(report)).contains("\"applied\" : 1760").contains("\"outcome\" : \"FINISHED\"");
        assertThat(printed).contains("Brevo now holds 1,760 contacts");
    }

    private static String modulePath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(RunnableIT::isPartOfTheProgram)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isPartOfTheProgram(String entry) {
        String name = Path.of(entry).getFileName().toString();
        return LIBRARIES.stream().anyMatch(name::startsWith)
                || OURS.stream().anyMatch(module -> entry.contains(File.separator + module + File.separator));
    }
}
