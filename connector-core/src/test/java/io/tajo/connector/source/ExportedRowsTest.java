package io.tajo.connector.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.posthog.exports.JsonLines;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ExportedRowsTest {
    private final List<String> story = new ArrayList<>();

    /** Returns a file that tells when it is opened and closed. */
    private Supplier<JsonLines> file(String name, String text) {
        return () -> {
            story.add("open " + name);
            return JsonLines.open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
                @Override
                public void close() {
                    story.add("close " + name);
                }
            });
        };
    }

    private static String read(JsonObject row) {
        return row.text("v").orElseThrow(() -> new DecodingException("no v"));
    }

    private static ExportedRows<String> rows(List<Supplier<JsonLines>> files) {
        return new ExportedRows<>(files, "id", ExportedRowsTest::read);
    }

    private void tell(ExportedRows<String> rows) {
        while (rows.hasNext()) {
            ExportedRow<String> row = rows.next();
            if (row instanceof ExportedRow.Whole<String> whole) story.add(whole.content());
            if (row instanceof ExportedRow.Odd<String> odd) story.add(odd.id() + ": " + odd.reason());
        }
    }

    @Test
    void hasNext_opensAFileWhenTheOneBeforeIsClosed() {
        ExportedRows<String> rows =
                rows(List.of(file("a", "{\"v\":\"1\"}\n"), file("b", ""), file("c", "{\"v\":\"2\"}\n{\"v\":\"3\"}\n")));

        tell(rows);

        assertThat(story).containsExactly("open a", "1", "close a", "open b", "close b", "open c", "2", "3", "close c");
        assertThat(rows.gap()).isEmpty();
    }

    @Test
    void close_closesTheFileThatIsOpenAndOpensNoMore() {
        try (ExportedRows<String> rows = rows(List.of(file("a", "{\"v\":\"1\"}\n"), file("b", "{\"v\":\"2\"}\n")))) {
            assertThat(rows.next()).isEqualTo(new ExportedRow.Whole<>("1"));
        }

        assertThat(story).containsExactly("open a", "close a");
    }

    @Test
    void hasNext_withRowsThatCannotBeRead_namesEachByItsIdOrItsPlace() {
        tell(rows(List.of(file("a", "{\"id\":\"x\"}\n{}\n"), file("b", "{\"v\":\"1\"}\noops\n{\"v\":\"2\"}\n"))));

        assertThat(story)
                .containsExactly(
                        "open a",
                        "x: no v",
                        "line 2 of file 1: no v",
                        "close a",
                        "open b",
                        "1",
                        "line 2 of file 2: the line is not a JSON object",
                        "2",
                        "close b");
    }

    @Test
    void hasNext_behindAFileThatWasCutOff_goesOnWithTheNextOneAndRemembersTheGap() {
        ExportedRows<String> rows = rows(List.of(file("a", "{\"v\":\"1\"}\n{\"v\""), file("b", "{\"v\":\"2\"}")));

        tell(rows);

        assertThat(story)
                .containsExactly(
                        "open a",
                        "1",
                        "close a",
                        "line 2 of file 1: the file was cut off in this line, its last one: get it again",
                        "open b",
                        "2",
                        "close b");
        assertThat(rows.gap().orElseThrow()).contains("cut off in line 2 of file 1");
    }

    @Test
    void close_afterAFileThatBrokeOff_closesItAllTheSame() {
        InputStream file = new ByteArrayInputStream("{\"v\":\"1\"}\n".getBytes(StandardCharsets.UTF_8));
        InputStream breaking = new FilterInputStream(file) {
            @Override
            public int read(byte[] into, int from, int most) throws IOException {
                int read = super.read(into, from, most);
                if (read < 0) throw new IOException("connection reset");
                return read;
            }

            @Override
            public void close() {
                story.add("close");
            }
        };

        assertThatThrownBy(() -> {
                    try (ExportedRows<String> rows = rows(List.of(() -> JsonLines.open(breaking)))) {
                        tell(rows);
                    }
                })
                .isInstanceOf(DecodingException.class);
        assertThat(story).containsExactly("1", "close");
    }
}
