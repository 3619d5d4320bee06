package io.tajo.client.transport;

import java.util.regex.Pattern;

/** Blots out of a service's own words what belongs to a person or is a key, and keeps them short. */
public final class Redaction {
    private static final int LONGEST = 300;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@\"'<>(),;:]{1,128}@[^\\s@\"'<>(),;:]{1,255}");
    private static final Pattern KEY = Pattern.compile("\\b(phx_|phc_|phs_|xkeysib-|xsmtpsib-)[A-Za-z0-9_-]+");
    private static final Pattern PHONE = Pattern.compile("\\+?\\d[\\d ()-]{7,}\\d");

    private Redaction() {}

    /**
     * Returns a text that may stand in a message or a log.
     *
     * @param text the service's words
     * @return the text on one line, at most 300 characters long, without addresses, phone numbers and keys
     */
    public static String clean(String text) {
        String line = text.length() > LONGEST * 4 ? text.substring(0, LONGEST * 4) : text;
        line = KEY.matcher(line).replaceAll("$1***");
        line = ADDRESS.matcher(line).replaceAll("***@***");
        line = PHONE.matcher(line).replaceAll("***");
        line = line.replaceAll("\\s+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }
}
