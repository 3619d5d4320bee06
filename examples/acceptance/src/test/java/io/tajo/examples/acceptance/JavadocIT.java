package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.examples.sandbox.Sandbox;
import io.tajo.examples.sandbox.brevo.ContactRecord;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the clients' Javadoc shows compiles, with the one client on the class path, and does what it says. */
@Timeout(120)
class JavadocIT {
    private static final Pattern SAMPLE = Pattern.compile("<pre>\\{@code\\n(.*?)\\}</pre>", Pattern.DOTALL);
    private static final Path MODULES = Path.of("..", "..");
    private static final List<String> LIBRARIES = List.of("jackson-", "failsafe-", "slf4j-api-");

    @TempDir
    Path folder;

    @Test
    void postHogClient_alone_listsPersons() throws Exception {
        try (Sandbox sandbox = Sandbox.builder().persons(20).build()) {
            String sample = sample("posthog-client", "io/tajo/posthog/PostHogClient.java")
                    .replace("https://eu.posthog.com", sandbox.postHogUri().toString())
                    .replace("12345", sandbox.projectId())
                    .replace("System.getenv(\"POSTHOG_PERSONAL_API_KEY\")", "\"" + sandbox.personalApiKey() + "\"");
            Files.writeString(folder.resolve("Program.java"), """
                    import io.tajo.posthog.PostHogClient;
                    import io.tajo.posthog.persons.Person;
                    import io.tajo.posthog.persons.PersonQuery;

                    class Program {
                        public static void main(String[] arguments) {
                            %s
                        }
                    }
                    """.formatted(sample));
            String classPath = classPath("posthog-client");

            run("javac", "-cp", classPath, "-d", folder.toString(), folder + "/Program.java");
            List<String> printed = run("java", "-cp", classPath + File.pathSeparator + folder, "Program");

            assertThat(printed.stream().filter(line -> line.startsWith("Optional")))
                    .hasSize(20);
        }
    }

    @Test
    void brevoClient_alone_upsertsAContact() throws Exception {
        try (Sandbox sandbox = Sandbox.builder().persons(1).build()) {
            String sample = sample("brevo-client", "io/tajo/brevo/BrevoClient.java")
                    .replace(
                            "builder().apiKey(System.getenv(\"BREVO_API_KEY\"))",
                            "builder().host(\"" + sandbox.brevoUri() + "\").apiKey(\"" + sandbox.brevoApiKey() + "\")");
            Files.writeString(folder.resolve("Program.java"), """
                    import io.tajo.brevo.BrevoClient;
                    import io.tajo.brevo.contacts.ContactUpsert;

                    class Program {
                        public static void main(String[] arguments) {
                            %s
                        }
                    }
                    """.formatted(sample));
            String classPath = classPath("brevo-client");

            run("javac", "-cp", classPath, "-d", folder.toString(), folder + "/Program.java");
            run("java", "-cp", classPath + File.pathSeparator + folder, "Program");

            assertThat(sandbox.brevo().contacts())
                    .extracting(ContactRecord::email)
                    .containsExactly("ada@example.com");
        }
    }

    private static String sample(String module, String source) throws IOException {
        Matcher sample = SAMPLE.matcher(Files.readString(MODULES.resolve(Path.of(module, "src/main/java", source))));
        assertThat(sample.find()).as("a sample in the Javadoc of " + source).isTrue();
        return sample.group(1).replaceAll("(?m)^ \\* ?", "");
    }

    private static String classPath(String client) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> belongsTo(client, entry))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean belongsTo(String client, String entry) {
        String name = Path.of(entry).getFileName().toString();
        return LIBRARIES.stream().anyMatch(name::startsWith)
                || List.of("client-core", client).stream()
                        .anyMatch(module -> entry.contains(File.separator + module + File.separator));
    }

    private List<String> run(String tool, String... arguments) throws IOException, InterruptedException {
        Path output = folder.resolve(tool + ".txt");
        String path = Path.of(System.getProperty("java.home"), "bin", tool).toString();
        ProcessBuilder builder =
                new ProcessBuilder(path).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.command().addAll(List.of(arguments));
        Process process = builder.start();
        int exit = process.waitFor();
        assertThat(exit).as(Files.readString(output)).isZero();
        return Files.readAllLines(output);
    }
}
