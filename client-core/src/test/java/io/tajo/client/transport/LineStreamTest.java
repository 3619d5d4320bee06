package io.tajo.client.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineStreamTest {
    /** Hands out a few bytes at a time, as a body on its way does. */
    private static InputStream travelling(String text) {
        Random random = new Random(5);
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int from, int most) {
                return super.read(into, from, Math.min(most, 1 + random.nextInt(7)));
            }
        };
    }

    @Test
    void nextLine_goesFromLineToLine_howeverTheTextArrives() throws IOException {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 300; i++) expected.add("ü".repeat(i * 7919 % 13) + i);
        LineStream lines = new LineStream(travelling(String.join("\n", expected)));

        List<String> read = new ArrayList<>();
        while (lines.nextLine()) {
            assertThat(lines.number()).isEqualTo(read.size() + 1);
            read.add(new String(lines.readAllBytes(), StandardCharsets.UTF_8));
        }

        assertThat(read).isEqualTo(expected);
        assertThat(lines.endsWithoutBreak()).isTrue();
    }

    @Test
    void nextLine_skipsWhatIsLeftOfALineAndKnowsEmptyOnes() throws IOException {
        LineStream lines = new LineStream(travelling("first line\n\nthird\n"));
        lines.nextLine();
        int first = lines.read();
        lines.nextLine();
        int nothing = lines.read();
        lines.nextLine();

        assertThat(first).isEqualTo('f');
        assertThat(nothing).isEqualTo(-1);
        assertThat(lines.readAllBytes()).asString().isEqualTo("third");
        assertThat(lines.endsWithoutBreak()).isFalse();
        assertThat(lines.nextLine()).isFalse();
    }
}
