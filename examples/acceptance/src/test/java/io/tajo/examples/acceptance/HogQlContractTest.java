package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tajo.connector.mapping.FieldMapping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every HogQL text that a sync sends parses with PostHog's own parser, where the environment names one. */
@Timeout(180)
class HogQlContractTest {
    private static final Path FOLDER = Path.of("target", "hogql");

    @Test
    void everyQueryOfASync_parses() throws Exception {
        String parser = System.getenv("HOGQL_CHECK");
        assumeThat(parser)
                .as("HOGQL_CHECK names no command that parses HogQL files: skipped")
                .isNotNull();

        List<String> files = write(queries());

        assertThat(files).hasSizeGreaterThanOrEqualTo(5);
        List<String> command = new ArrayList<>(List.of(parser));
        command.addAll(files);
        Path output = FOLDER.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(150, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        assertThat(Files.readAllLines(output))
                .filteredOn(line -> line.startsWith("ok "))
                .hasSize(files.size());
    }

    private static Set<String> queries() {
        FieldMapping odd = FieldMapping.defaults().toBuilder()
                .map("it's `odd` {here} \"and\" there.\\", "ODD")
                .map("größe 📏", "SIZE")
                .build();
        try (Stage stage =
                Stage.open(sandbox -> sandbox.persons(20).untidy(true), connector -> connector.mapping(odd))) {
            stage.sync();
            return stage.source().queries();
        }
    }

    private static List<String> write(Set<String> queries) throws IOException {
        Files.createDirectories(FOLDER);
        List<String> files = new ArrayList<>();
        for (String query : queries) {
            Path file = FOLDER.resolve("query-" + files.size() + ".sql");
            Files.writeString(file, query, StandardCharsets.UTF_8);
            files.add(file.toAbsolutePath().toString());
        }
        return files;
    }
}
