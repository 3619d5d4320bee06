package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.ExportSync;
import io.tajo.connector.job.ExportSync.Deletions;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.report.SyncCounts;
import io.tajo.connector.report.SyncListener;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
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

    private static SyncFixture stage() {
        return SyncFixture.open(sandbox -> sandbox.persons(0), connector -> connector.ledger(Ledger.inMemory()));
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
        try (SyncFixture stage = stage()) {
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
            try (SyncFixture stage = stage()) {
                long list = stage.target().createList("Exported");
                stage.connector.syncExport(ExportSync.jsonLines(plain(
                                row(ADA, "a1", 1, false, "{\"email\":\"ada@example.com\"}"),
                                row(BOB, "b1", 1, false, "{\"email\":\"bob@example.com\"}")))
                        .intoList(list));
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
        try (SyncFixture stage = stage()) {
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

    private static final class Rejections implements SyncListener {
        private final Map<String, String> rows = new LinkedHashMap<>();

        @Override
        public void rowRejected(SyncJob job, String person, String reason) {
            rows.put(person, reason);
        }
    }

    private static SyncFixture stage(SyncListener listener) {
        return SyncFixture.open(
                sandbox -> sandbox.persons(0),
                connector -> connector.ledger(Ledger.inMemory()).listener(listener));
    }

    private static String bought(String uuid, String timestamp) {
        return """
                {"uuid":"%s","event":"bought","distinct_id":"a1","timestamp":%s,\
                "properties":{"amount":1},"person_properties":{"email":"ada@example.com"}}
                """.formatted(uuid, timestamp);
    }

    @Test
    void syncExport_ofEvents_rejectsRowsThatCannotBeReadAloneAndGoesOn() throws IOException {
        Rejections rejections = new Rejections();
        try (SyncFixture stage = stage(rejections)) {
            stage.target().putContact("ada@example.com", Map.of(), List.of());
            Path file = plain(
                    bought("u1", "\"2026-02-03T04:05:06Z\""),
                    bought("u2", "null"),
                    bought("u3", "\"the day before yesterday\""),
                    "{\"uuid\":\"u4\",\"event\":\"bought\", ada@example.com}\n",
                    "[1, 2]\n",
                    "{\"event\":\"bought\",\"distinct_id\":\"a1\"}\n",
                    "{\"event\":\"another, with nothing else\"}\n",
                    bought("u8", "\"2026-02-03T04:05:07Z\""));

            SyncReport report =
                    stage.connector.syncExport(ExportSync.jsonLines(file).asEvents(EventSync.of("bought")));

            assertThat(report.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(stage.target().events())
                    .extracting(event -> event.properties().get("posthog_uuid"))
                    .containsExactly("u1", "u8");
            assertThat(report.counts()).isEqualTo(new SyncCounts(7, 0, 0, 5, 0, 2, 0, 0));
            assertThat(rejections.rows)
                    .containsExactly(
                            Map.entry("u2", "the event has no timestamp that can be read"),
                            Map.entry("u3", "the event has no timestamp that can be read"),
                            Map.entry("line 4", "the line is not a JSON object"),
                            Map.entry("line 5", "the line is not a JSON object"),
                            Map.entry(
                                    "line 6",
                                    "A row of an export has no uuid. Check that the file is an export of the right "
                                            + "model."));
            assertThat(report.reasons()).containsEntry("the event has no timestamp that can be read", 2L);
        }
    }

    @Test
    void syncExport_ofPersons_rejectsRowsThatCannotBeReadAloneAndGoesOn() throws IOException {
        Rejections rejections = new Rejections();
        try (SyncFixture stage = stage(rejections)) {
            Path file = plain(
                    row(ADA, "a1", 1, false, "{\"email\":\"ada@example.com\",\"plan\":\"free\"}"),
                    "{\"person_id\":\"" + EVE + "\",\"properties\":{\"email\":\"eve@example.com\"}}\n",
                    "{\"person_id\":" + "[".repeat(5_000) + "\n",
                    "oops\n",
                    row(ADA, "a1", 2, false, "{\"email\":\"ada@example.com\",\"plan\":\"pro\"}"),
                    row(BOB, "b1", 1, false, "{\"email\":\"bob@example.com\"}"));

            SyncReport report = stage.connector.syncExport(ExportSync.jsonLines(file));

            assertThat(report.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(Truth.attribute(stage.target(), "SUBSCRIPTION_PLAN"))
                    .isEqualTo(Map.of("ada@example.com", "pro"));
            assertThat(stage.target().contact("bob@example.com")).isPresent();
            assertThat(report.counts()).isEqualTo(new SyncCounts(5, 0, 0, 3, 0, 2, 0, 0));
            assertThat(rejections.rows)
                    .containsExactly(
                            Map.entry(
                                    EVE,
                                    "A row of an export has no distinct_id. Check that the file is an export of the "
                                            + "right model."),
                            Map.entry("line 3", "the line is not a JSON object"),
                            Map.entry("line 4", "the line is not a JSON object"));
        }
    }

    @Test
    void syncExport_ofAFileThatWasCutOff_deliversWhatIsInItAndSaysThatTheRestIsMissing() throws IOException {
        String cut = "the file was cut off in this line, its last one: get it again";
        try (SyncFixture stage = stage()) {
            SyncReport persons = stage.connector.syncExport(ExportSync.jsonLines(
                    plain(row(ADA, "a1", 1, false, "{\"email\":\"ada@example.com\"}"), "{\"person_id\":\"" + BOB)));

            assertThat(stage.target().contact("ada@example.com")).isPresent();
            assertThat(persons.reasons()).isEqualTo(Map.of(cut, 1L));
            assertThat(persons.outcome()).isEqualTo(SyncOutcome.FAILED);
            assertThat(persons.failure().orElseThrow()).contains("cut off in line 2");

            SyncReport events = stage.connector.syncExport(
                    ExportSync.jsonLines(plain(bought("u1", "\"2026-02-03T04:05:06Z\""), "{\"uuid\":\"u2"))
                            .asEvents(EventSync.of("bought")));

            assertThat(stage.target().events()).hasSize(1);
            assertThat(events.reasons()).isEqualTo(Map.of(cut, 1L));
            assertThat(events.outcome()).isEqualTo(SyncOutcome.FAILED);
            assertThat(events.failure().orElseThrow()).contains("cut off in line 2");
        }
    }

    @Test
    void syncExport_ofPersonsWhoseCompressedDataIsDamaged_isAReportAndNoException() throws IOException {
        try (SyncFixture stage = stage()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream out = new GZIPOutputStream(bytes)) {
                out.write(row(ADA, "a1", 1, false, "{\"email\":\"ada@example.com\"}")
                        .getBytes(StandardCharsets.UTF_8));
            }
            byte[] half = Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);

            SyncReport report = stage.connector.syncExport(ExportSync.jsonLines(() -> new ByteArrayInputStream(half)));

            assertThat(report.outcome()).isEqualTo(SyncOutcome.FAILED);
            assertThat(report.failure().orElseThrow()).contains("its compressed data is damaged");
        }
    }

    @Test
    void syncExport_ofADeletedPersonWhoCameBackUnderTheSameAddress_keepsTheContact() throws IOException {
        for (Deletions policy : List.of(Deletions.LEAVE_LISTS, Deletions.DELETE_CONTACT)) {
            try (SyncFixture stage = stage()) {
                long list = stage.target().createList("Exported");
                stage.connector.syncExport(
                        ExportSync.jsonLines(plain(row(ADA, "a1", 1, false, "{\"email\":\"ada@example.com\"}")))
                                .intoList(list));

                SyncReport report = stage.connector.syncExport(ExportSync.jsonLines(plain(
                                row(ADA, "a1", 2, true, "{\"email\":\"ada@example.com\"}"),
                                row(EVE, "e1", 1, false, "{\"email\":\"ada@example.com\",\"plan\":\"pro\"}")))
                        .intoList(list)
                        .deletions(policy));

                assertThat(report.outcome()).isEqualTo(SyncOutcome.FINISHED);
                assertThat(stage.target().contact("ada@example.com"))
                        .as(policy.name())
                        .hasValueSatisfying(contact -> {
                            assertThat(contact.listIds()).contains(list);
                            assertThat(contact.attributes()).containsEntry("SUBSCRIPTION_PLAN", "pro");
                        });
            }
        }
    }
}
