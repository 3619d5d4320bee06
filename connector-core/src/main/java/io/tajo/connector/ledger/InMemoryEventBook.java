package io.tajo.connector.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The events of a job, for as long as the process lives. */
final class InMemoryEventBook implements EventBook {
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    private record Entry(State state, Instant happened) {}

    @Override
    public Map<String, State> known(Collection<String> uuids) {
        Map<String, State> known = new LinkedHashMap<>();
        for (String uuid : uuids) {
            Entry entry = entries.get(uuid);
            if (entry != null) known.put(uuid, entry.state());
        }
        return known;
    }

    @Override
    public void attempt(Map<String, Instant> events) {
        events.forEach((uuid, happened) -> entries.put(uuid, new Entry(State.ATTEMPTED, happened)));
    }

    @Override
    public void accept(Collection<String> uuids) {
        uuids.forEach(
                uuid -> entries.computeIfPresent(uuid, (key, entry) -> new Entry(State.ACCEPTED, entry.happened())));
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
