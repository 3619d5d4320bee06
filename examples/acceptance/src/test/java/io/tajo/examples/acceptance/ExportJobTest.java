package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.ExportSync;
import io.tajo.connector.job.ExportSync.Deletions;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.report.SyncReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ExportJobTest {
    private static final String ADA = "00000000-0000-0000-0000-00000000000a";
    private static final String BOB = "00000000-0000-0000-0000-00000000000b";
    private static final String EVE = "00000000-0000-0000-0000-00000000000e";

    @TempDir
    private Path folder;

    private static Stage stage() {
        return Stage.open(sandbox -> sandbox.persons(0), connector -> connector.ledger(Ledger.inMemory()));
    }

    private static String row(String person, String distinctId, int version, boolean deleted, String properties) {
        return """
                {"person_id":"%s","distinct_id":"%s","person_version":%d,"person_distinct_id_version":%d,"is_deleted":%s,\
                "created_at":"2026-01-02T03:04:05Z","properties":%s}
                """.formatted(person, distinctId, version, version, deleted, properties);
    }

    private Path plain(String... rows) throws IOException {
        return Files.writeString(folder.resolve("persons.jsonl"), String.join("", rows));
    }

    @Test
    void syncExport_ofPersons_takesTheNewestRowOfEachAndFollowsMerges() throws IOException {
        try (Stage stage = stage()) {
            Path file = folder.resolve("persons.jsonl.gz");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                String rows = row(ADA, "a1", 3, false, "{\"email\":\" Ada@Example.com\",\"plan\":\"pro\"}")
                        + row(ADA, "a2", 1, false, "{\"email\":\"ada@example.com\",\"plan\":\"free\"}")
                        + row(BOB, "b1", 1, false, "{\"email\":\"bob@example.com\",\"plan\":\"free\"}")
                        // Bob turned out to be Ada.
                        + row(ADA, "b1", 4, false, "{\"email\":\"ada@example.com\",\"plan\":\"team\"}")
                        + row(EVE, "e1", 1, false, "{\"plan\":\"free\"}");
                out.write(rows.getBytes(StandardCharsets.UTF_8));
            }

            SyncReport report = stage.connector.syncExport(ExportSync.jsonLines(file));

            assertThat(stage.target().contacts()).singleElement().satisfies(contact -> {
                assertThat(contact.email()).isEqualTo("ada@example.com");
                assertThat(contact.attributes())
                        .containsEntry("SUBSCRIPTION_PLAN", "team")
                        .containsEntry("SIGNUP_DATE", "2026-01-02");
            });
            assertThat(report.counts().read()).isEqualTo(2);
            assertThat(report.reasons()).containsEntry("no address", 1L);
        }
    }

    @Test
    void syncExport_withDeletions_doesWhatThePolicySays() throws IOException {
        for (Deletions policy : Deletions.values()) {
            try (Stage stage = stage()) {
                stage.connector.syncExport(ExportSync.jsonLines(plain(
                        row(ADA, "a1", 1, false, "{\"email\":\"ada@example.com\"}"),
                        row(BOB, "b1", 1, false, "{\"email\":\"bob@example.com\"}"))));
                stage.target().blocklist("bob@example.com");
                stage.target().putContact("hand@example.com", Map.of(), Set.of(2L));

                SyncReport report = stage.connector.syncExport(ExportSync.jsonLines(plain(
                                row(ADA, "a1", 2, true, "{\"email\":\"ada@example.com\"}"),
                                row(BOB, "b1", 2, true, "{\"email\":\"bob@example.com\"}"),
                                row(EVE, "e1", 2, true, "{\"email\":\"hand@example.com\"}")))
                        .deletions(policy));

                assertThat(stage.target()
                                .contact("hand@example.com")
                                .orElseThrow()
                                .listIds())
                        .containsExactly(2L);
                assertThat(stage.target()
                                .contact("bob@example.com")
                                .orElseThrow()
                                .emailBlacklisted())
                        .isTrue();
                switch (policy) {
                    case IGNORE -> {
                        assertThat(report.reasons()).containsEntry("deleted in PostHog", 3L);
                        assertThat(stage.target()
                                        .contact("ada@example.com")
                                        .orElseThrow()
                                        .listIds())
                                .isNotEmpty();
                    }
                    case LEAVE_LISTS ->
                        assertThat(stage.target()
                                        .contact("ada@example.com")
                                        .orElseThrow()
                                        .listIds())
                                .isEmpty();
                    case DELETE_CONTACT -> {
                        assertThat(stage.target().contact("ada@example.com")).isEmpty();
                        assertThat(report.counts().applied()).isEqualTo(1);
                    }
                }
            }
        }
    }

    @Test
    void syncExport_ofEvents_sendsThoseOfKnownContactsOnce() throws IOException {
        try (Stage stage = stage()) {
            stage.target().putContact("ada@example.com", Map.of(), List.of());
            String event = """
                    {"uuid":"%s","event":"%s","distinct_id":"a1","person_id":"%s","timestamp":"2026-02-03T04:05:06Z",\
                    "properties":{"amount":12.5},"person_properties":{"email":"%s"}}
                    """;
            Path file = plain(
                    event.formatted(ADA, "bought", ADA, "ada@example.com"),
                    event.formatted(ADA, "bought", ADA, "ada@example.com"),
                    event.formatted(BOB, "bought", BOB, "bob@example.com"),
                    event.formatted(EVE, "looked", ADA, "ada@example.com"));

            ExportSync job =
                    ExportSync.jsonLines(file).asEvents(EventSync.of("bought").properties("amount"));
            SyncReport first = stage.connector.syncExport(job);
            SyncReport second = stage.connector.syncExport(job);

            assertThat(stage.target().events()).singleElement().satisfies(stored -> {
                assertThat(stored.name()).isEqualTo("bought");
                assertThat(stored.properties().get("amount")).hasToString("12.5");
            });
            assertThat(first.counts().applied()).isEqualTo(1);
            assertThat(second.counts().applied()).isZero();
        }
    }
}
