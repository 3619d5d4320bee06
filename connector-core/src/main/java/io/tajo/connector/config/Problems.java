package io.tajo.connector.config;

import io.tajo.client.ConfigurationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Collects every mistake of a file, by line, so that all of them are told at once. */
final class Problems {
    /** As many letters may differ for a key to count as a slip of another. */
    private static final int SLIP = 3;

    private final String file;
    private final boolean numbered;
    private final TreeMap<Integer, StringBuilder> byLine = new TreeMap<>();
    private final List<String> remarks = new ArrayList<>();
    private int count;

    /**
     * Creates the collection.
     *
     * @param file what is read, as messages call it
     * @param numbered whether its lines are the user's own
     */
    Problems(String file, boolean numbered) {
        this.file = file;
        this.numbered = numbered;
    }

    void add(int line, String key, String what) {
        byLine.computeIfAbsent(line, number -> new StringBuilder())
                .append(numbered ? "\n  line " + line + ", " : "\n  ")
                .append(key)
                .append(": ")
                .append(what);
        count++;
    }

    /** Notes what is no mistake, but hardly meant. */
    void remark(String key, String what) {
        remarks.add(key + ": " + what);
    }

    List<String> remarks() {
        return List.copyOf(remarks);
    }

    void unknownKey(int line, String key, String name, Collection<String> known) {
        Optional<String> near = known.stream()
                .filter(candidate -> distance(name, candidate) <= SLIP)
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
        String hint = near.map(candidate -> "did you mean " + candidate + "?")
                .orElse("the keys here are " + String.join(", ", known));
        add(line, key, "there is no such key; " + hint);
    }

    void throwIfAny() {
        if (count == 0) return;
        String mistakes = count == 1 ? "one mistake" : count + " mistakes";
        throw new ConfigurationException(file + " has " + mistakes + ":" + String.join("", byLine.values()));
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(Math.min(row[j - 1], above) + 1, change);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
