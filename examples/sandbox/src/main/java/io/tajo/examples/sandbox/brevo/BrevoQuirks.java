package io.tajo.examples.sandbox.brevo;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How Brevo is to mistreat what it is sent and answers with a success. Safe for any thread. */
public final class BrevoQuirks {
    private final Set<String> lostByImports = ConcurrentHashMap.newKeySet();
    private final Set<String> neverCleared = ConcurrentHashMap.newKeySet();

    BrevoQuirks() {}

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

    boolean importsLose(String attribute) {
        return lostByImports.contains(attribute);
    }

    boolean keeps(String attribute) {
        return neverCleared.contains(attribute);
    }
}
