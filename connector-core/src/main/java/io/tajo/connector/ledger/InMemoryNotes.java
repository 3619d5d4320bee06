package io.tajo.connector.ledger;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Notes in memory. Safe for any thread. */
final class InMemoryNotes implements Notes {
    private final Map<String, String> notes = new ConcurrentSkipListMap<>();

    @Override
    public Map<String, String> all() {
        return new TreeMap<>(notes);
    }

    @Override
    public void put(String name, String note) {
        notes.put(name, note);
    }

    @Override
    public void remove(String name) {
        notes.remove(name);
    }
}
