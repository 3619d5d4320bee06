package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.ExportSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The list of an exported file. */
@Timeout(60)
class ExportListTest {
    @TempDir
    private Path folder;

    private static String row(int number, String email, boolean deleted) {
        return """
                {"person_id":"00000000-0000-0000-0000-00000000000%d","distinct_id":"d%d","person_version":1,\
                "person_distinct_id_version":1,"is_deleted":%s,"created_at":"2026-01-02T03:04:05Z",\
                "properties":{"email":"%s"}}
                """.formatted(number, number, deleted, email);
    }

    @Test
    void intoList_putsThePersonsOfTheFileThereButForDeletedOnes() throws IOException {
        Path file = Files.writeString(
                folder.resolve("persons.jsonl"), row(1, "ada@example.com", false) + row(2, "bob@example.com", true));
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(0))) {
            long list = stage.target().createList("Exported");

            stage.connector.syncExport(ExportSync.jsonLines(file).intoList(list));

            assertThat(Truth.members(stage.target(), list)).containsExactly("ada@example.com");
            assertThat(stage.target().contacts())
                    .singleElement()
                    .satisfies(contact -> assertThat(contact.listIds()).containsExactly(list));
        }
    }

    @Test
    void intoList_ofAFileOfEvents_isRefused() {
        ExportSync job = ExportSync.jsonLines(Path.of("events.jsonl"));

        assertThatThrownBy(() -> job.intoList(25).asEvents(EventSync.of("bought")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> job.asEvents(EventSync.of("bought")).intoList(25))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
