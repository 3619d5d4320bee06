package io.tajo.examples.sandbox.brevo;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How Brevo is to mistreat what it is sent and answers with a success, and who else uses the account. Safe for any thread. */
public final class BrevoQuirks {
    private final Set<String> lostByImports = ConcurrentHashMap.newKeySet();
    private final Set<String> neverCleared = ConcurrentHashMap.newKeySet();

    private final Map<String, Integer> lengths = new ConcurrentHashMap<>();
    private volatile double othersShare;

    BrevoQuirks() {}

    /**
     * Lets another client of the account use a part of every quota from now on, in evenly spread calls.
     *
     * @param share the part, at least 0 and below 1
     */
    public void shareQuotas(double share) {
        if (share < 0 || share >= 1) throw new IllegalArgumentException("a share is 0 to 1, not " + share);
        othersShare = share;
    }

    /**
     * Lets every import lose an attribute.
     *
     * @param attribute its name
     */
    public void loseInImports(String attribute) {
        lostByImports.add(attribute);
    }

    /**
     * Lets an attribute stay when it is cleared.
     *
     * @param attribute its name
     */
    public void neverClear(String attribute) {
        neverCleared.add(attribute);
    }

    /**
     * Lets Brevo keep the beginning of a text only.
     *
     * @param attribute its name
     * @param characters how many characters it keeps
     */
    public void shorten(String attribute, int characters) {
        lengths.put(attribute, characters);
    }

    Object kept(String attribute, Object value) {
        Integer length = lengths.get(attribute);
        if (length == null || !(value instanceof String text) || text.length() <= length) return value;
        return text.substring(0, length);
    }

    double othersShare() {
        return othersShare;
    }

    boolean importsLose(String attribute) {
        return lostByImports.contains(attribute);
    }

    boolean keeps(String attribute) {
        return neverCleared.contains(attribute);
    }
}
