package io.tajo.brevo.internal;

import java.util.ArrayList;
import java.util.List;

/** Reads CSV whose separator is whatever its first line uses: Brevo writes semicolons, and sometimes commas. */
final class Csv {
    private final String text;
    private final char separator;
    private final List<List<String>> lines = new ArrayList<>();
    private List<String> line = new ArrayList<>();
    private final StringBuilder value = new StringBuilder();
    private boolean quoted;

    private Csv(String text) {
        this.text = text;
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        this.separator = first.indexOf(';') >= 0 || first.indexOf(',') < 0 ? ';' : ',';
    }

    static List<List<String>> parse(String text) {
        // A byte order mark would become part of the first column's name.
        Csv csv = new Csv(text.startsWith("\uFEFF") ? text.substring(1) : text);
        csv.read();
        return csv.lines;
    }

    private void read() {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                value.append('"');
                i++;
            } else if (c == '"' && (quoted || value.isEmpty())) {
                // A quote inside an unquoted value is a character of it: opening there would swallow the lines below.
                quoted = !quoted;
            } else if (quoted) {
                value.append(c);
            } else if (c == separator) {
                endValue();
            } else if (c == '\n') {
                endLine();
            } else if (c != '\r') {
                value.append(c);
            }
        }
        endLine();
    }

    private void endValue() {
        line.add(value.toString());
        value.setLength(0);
    }

    private void endLine() {
        endValue();
        boolean blank = line.size() == 1 && line.get(0).isEmpty();
        if (!blank) lines.add(line);
        line = new ArrayList<>();
    }
}
