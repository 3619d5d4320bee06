package io.tajo.posthog.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.UnreadableLineException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
    private static final String PERSONS = """
            {"team_id":1,"distinct_id":"d1","person_id":"p1","properties":{"n":9007199254740993},"person_distinct_id_version":0,"person_version":4,"created_at":"2026-01-01 00:00:00.000","_inserted_at":"x","is_deleted":false}

            {"distinct_id":"d1","person_id":"p2","properties":"{\\"plan\\":\\"pro\\"}","person_distinct_id_version":1,"person_version":2,"is_deleted":1,"new":[]}
            """;

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static List<JsonObject> read(byte[] file) {
        List<JsonObject> rows = new ArrayList<>();
        try (JsonLines lines = JsonLines.open(new ByteArrayInputStream(file))) {
            lines.forEachRemaining(rows::add);
        }
        return rows;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void open_readsPlainAndGzippedLinesAlike() throws IOException {
        assertThat(read(utf8(PERSONS))).hasSize(2).isEqualTo(read(gzip(PERSONS)));
        assertThat(read(new byte[0])).isEmpty();
    }

    @Test
    void open_skipsAByteOrderMark_plainAndGzipped() throws IOException {
        String marked = "\uFEFF" + PERSONS;

        assertThat(read(utf8(marked))).isEqualTo(read(utf8(PERSONS)));
        assertThat(read(gzip(marked))).isEqualTo(read(utf8(PERSONS)));
        assertThat(read(utf8("\uFEFF\n{\"a\":1}"))).hasSize(1);
        assertThat(read(utf8("\uFEFF"))).isEmpty();
        assertThat(read(gzip("\uFEFF"))).isEmpty();
        assertThatThrownBy(() -> read(utf8("\uFEFFdistinct_id,person_id\n")))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("JSONLines");
    }

    @Test
    void open_readsAFileOfSeveralMarkedGzipMembers() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.writeBytes(gzip("\uFEFF{\"a\":1}\n"));
        members.writeBytes(gzip("\uFEFF{\"a\":2}\n"));

        assertThat(read(members.toByteArray())).hasSize(2);
    }

    @Test
    void open_readsAFileOfSeveralGzipMembers() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.writeBytes(gzip("{\"a\":1}\n"));
        members.writeBytes(gzip("{\"a\":2}\n"));

        assertThat(read(members.toByteArray())).hasSize(2);
    }

    @Test
    void open_ofAFileThatComesInPieces_readsAllItsGzipMembers() throws IOException {
        List<ByteArrayInputStream> pieces =
                List.of(new ByteArrayInputStream(gzip("{\"a\":1}\n")), new ByteArrayInputStream(gzip("{\"a\":2}\n")));
        InputStream travelling = new FilterInputStream(new SequenceInputStream(Collections.enumeration(pieces))) {
            @Override
            public int available() {
                return 0;
            }
        };

        try (JsonLines lines = JsonLines.open(travelling)) {
            assertThat(lines).toIterable().hasSize(2);
        }
    }

    @Test
    void hasNext_behindAFileThatBrokeOff_failsAgainInsteadOfEnding() {
        try (JsonLines lines = JsonLines.open(new ByteArrayInputStream(utf8("{\"a\":1}\n{\"a\":")))) {
            lines.next();
            assertThatExceptionOfType(UnreadableLineException.class)
                    .isThrownBy(lines::hasNext)
                    .matches(UnreadableLineException::isCutOff);
            assertThatThrownBy(lines::hasNext).isInstanceOf(DecodingException.class);
        }
    }

    @Test
    void hasNext_behindALineThatIsNoObject_goesOnWithTheNextLine() {
        String text = "{\"a\":1}\nada@example.com\r\n\n  \n[{\"a\":2}]\n{\"a\":3} oops\n{\"a\":\n{\"a\":" + "\""
                + "x".repeat(200_000) + "\"}\n{\"a\":5}";
        List<String> lengths = new ArrayList<>();
        List<Integer> broken = new ArrayList<>();
        try (JsonLines lines = JsonLines.open(new ByteArrayInputStream(utf8(text)))) {
            for (boolean more = true; more; ) {
                try {
                    more = lines.hasNext();
                    if (more)
                        lengths.add(lines.line() + ": "
                                + lines.next().text("a").orElse("").length());
                } catch (UnreadableLineException e) {
                    broken.add(e.line());
                    assertThat(e.isCutOff()).isFalse();
                    assertThat(e).hasMessage("Line " + e.line() + " of the exported file is not a JSON object.");
                }
            }
        }

        assertThat(lengths).containsExactly("1: 1", "6: 1", "8: 200000", "9: 1");
        assertThat(broken).containsExactly(2, 5, 6, 7);
    }

    @Test
    void persons_carryChangesMergesAndDeletions() {
        List<ExportedPerson> persons =
                read(utf8(PERSONS)).stream().map(ExportedPerson::of).toList();

        ExportedPerson before = persons.get(0);
        ExportedPerson merged = persons.get(1);
        assertThat(before.properties().decimal("n")).hasValue(new BigDecimal("9007199254740993"));
        assertThat(before.createdAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(before.deleted()).isFalse();
        assertThat(merged.personId()).isEqualTo("p2");
        assertThat(merged.deleted()).isTrue();
        assertThat(merged.properties().text("plan")).hasValue("pro");
        assertThat(merged.supersedes(before)).isTrue();
        assertThat(before.supersedes(merged)).isFalse();
        assertThat(before.supersedes(before)).isFalse();
        assertThat(before).asString().isEqualTo("ExportedPerson[p1]");
    }

    @Test
    void persons_ofOneDistinctIdVersion_areTheNewerTheMoreTheyChanged() {
        ExportedPerson old = new ExportedPerson("p", "d", JsonObject.empty(), 1, 0, false, null);
        ExportedPerson changed = new ExportedPerson("p", "d", JsonObject.empty(), 2, 0, false, null);

        assertThat(changed.supersedes(old)).isTrue();
        assertThat(old.supersedes(changed)).isFalse();
    }

    @Test
    void events_areReadThroughWhatIsMissing() {
        ExportedEvent event = ExportedEvent.of(read(utf8(
                        "{\"uuid\":\"u\",\"event\":\"paid\",\"distinct_id\":\"d\",\"properties\":{\"price\":0.1},\"timestamp\":\"2026-01-01T00:00:00Z\"}"))
                .get(0));

        assertThat(event.personId()).isNull();
        assertThat(event.properties().decimal("price")).hasValue(new BigDecimal("0.1"));
        assertThat(event.personProperties()).isEqualTo(JsonObject.empty());
        assertThat(event).asString().isEqualTo("ExportedEvent[paid, u]");
    }

    @Test
    void rowsOfAnotherModel_nameTheColumnThatIsMissing() {
        JsonObject row = read(utf8("{\"x\":1}")).get(0);

        assertThatThrownBy(() -> ExportedPerson.of(row)).hasMessageContaining("person_id");
        assertThatThrownBy(() -> ExportedEvent.of(row)).hasMessageContaining("uuid");
    }

    @Test
    void aTruncatedFile_isAnErrorAndNoShortRead() throws IOException {
        byte[] plain = utf8("{\"a\":1}\n{\"a\":");
        assertThatThrownBy(() -> read(plain))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("Line 2");

        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 50_000; i++)
            many.append("{\"email\":\"ada").append(i * 7919L % 50_000).append("@example.com\"}\n");
        byte[] whole = gzip(many.toString());
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        assertThatThrownBy(() -> read(half))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("damaged")
                .hasMessageNotContaining("ada");
    }

    @Test
    void aLineThatIsNoObject_isNamedByItsNumber() {
        assertThatThrownBy(() -> read(utf8("{\"a\":1}\n[\"ada@example.com\"]\n")))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("Line 2")
                .hasMessageNotContaining("ada");
        assertThatThrownBy(() -> read(utf8("{\"a\":1}\n{\"email\":ada@example.com}\n")))
                .isInstanceOf(DecodingException.class)
                .hasMessageNotContaining("ada");
    }

    @Test
    void aFileOfAnotherFormat_isRefusedAndClosed() {
        boolean[] closed = new boolean[1];
        InputStream parquet = new FilterInputStream(new ByteArrayInputStream(utf8("PAR1..."))) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };

        assertThatThrownBy(() -> JsonLines.open(parquet))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("JSONLines");
        assertThat(closed[0]).isTrue();
    }

    @Test
    void close_closesTheFile() {
        boolean[] closed = new boolean[1];
        InputStream file = new FilterInputStream(new ByteArrayInputStream(utf8(PERSONS))) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };

        JsonLines.open(file).close();

        assertThat(closed[0]).isTrue();
    }
}
