package io.tajo.brevo.internal;

import io.tajo.brevo.processes.RejectedRow;
import io.tajo.client.BodyTooLargeException;
import io.tajo.client.DecodingException;
import io.tajo.client.transport.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads a file of rejected rows: CSV with semicolons or commas, quotes where needed, and mostly a header. */
final class RejectFile {
    private RejectFile() {}

    static List<RejectedRow> read(String reason, Answer answer, int maxBytes) {
        List<List<String>> lines = Csv.parse(text(answer, maxBytes));
        if (lines.isEmpty()) return List.of();
        int email = column(lines.get(0));
        List<RejectedRow> rows = new ArrayList<>();
        for (List<String> line : lines.subList(email >= 0 ? 1 : 0, lines.size())) {
            rows.add(new RejectedRow(reason, email(line, email), line));
        }
        return rows;
    }

    private static String text(Answer answer, int maxBytes) {
        try (InputStream in = answer.open()) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                // It may have travelled small: compressed, a page is a few bytes.
                throw new BodyTooLargeException("A file of rejected rows is larger than " + maxBytes
                        + " bytes. Look at the import in Brevo under Contacts > Import history.");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DecodingException("A file of rejected rows can't be read to its end. Try again.", e);
        }
    }

    private static int column(List<String> header) {
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).strip().toLowerCase(Locale.ROOT);
            if (name.equals("email") || name.equals("email_id")) return i;
        }
        return -1;
    }

    /** Without a header, the address is what looks like the most of one. */
    private static @Nullable String email(List<String> line, int column) {
        if (column >= 0) return column < line.size() ? line.get(column) : null;
        if (line.size() == 1) return line.get(0);
        return line.stream().filter(value -> value.contains("@")).findFirst().orElse(null);
    }
}
