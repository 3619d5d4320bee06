package io.tajo.connector.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The events of a job, for as long as the process lives. */
final class InMemoryEventBook implements EventBook {
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    InMemoryEventBook() {}

    boolean isEmpty() {
        return entries.isEmpty();
    }

    @Override
    public Map<String, Entry> known(Collection<String> uuids) {
        Map<String, Entry> known = new LinkedHashMap<>();
        for (String uuid : uuids) {
            Entry entry = entries.get(uuid);
            if (entry != null) known.put(uuid, entry);
        }
        return known;
    }

    @Override
    public Map<String, Entry> attempted() {
        Map<String, Entry> attempted = new LinkedHashMap<>(entries);
        attempted.values().removeIf(entry -> entry.state() != State.ATTEMPTED);
        return attempted;
    }

    @Override
    public void attempt(Map<String, Instant> events, Instant now) {
        events.forEach((uuid, happened) -> entries.put(uuid, new Entry(State.ATTEMPTED, happened, now)));
    }

    @Override
    public void accept(Collection<String> uuids) {
        uuids.forEach(uuid -> entries.computeIfPresent(
                uuid, (key, entry) -> new Entry(State.ACCEPTED, entry.happened(), entry.attempted())));
    }

    @Override
    public void withdraw(Collection<String> uuids) {
        uuids.forEach(entries::remove);
    }

    @Override
    public void forget(Instant before) {
        entries.values().removeIf(entry -> entry.happened().isBefore(before));
    }
}
