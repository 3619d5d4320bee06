package io.tajo.connector.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The events of a job, for as long as the process lives. */
final class InMemoryEventLog implements EventLog {
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Map<String, Entry> ofAllJobs;

    /**
     * Creates the book of a job.
     *
     * @param ofAllJobs the events that any job of the ledger has sent
     */
    InMemoryEventLog(Map<String, Entry> ofAllJobs) {
        this.ofAllJobs = ofAllJobs;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    @Override
    public Map<String, Entry> known(Collection<String> uuids) {
        Map<String, Entry> known = new LinkedHashMap<>();
        for (String uuid : uuids) {
            Entry entry = ofAllJobs.getOrDefault(uuid, entries.get(uuid));
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
        for (String uuid : uuids) {
            Entry accepted = entries.computeIfPresent(
                    uuid, (key, entry) -> new Entry(State.ACCEPTED, entry.happened(), entry.attempted()));
            if (accepted != null) ofAllJobs.put(uuid, accepted);
        }
    }

    @Override
    public void withdraw(Collection<String> uuids) {
        uuids.forEach(entries::remove);
    }

    @Override
    public void forget(Instant before) {
        entries.entrySet().removeIf(entry -> {
            boolean old = entry.getValue().attempted().isBefore(before);
            if (old) ofAllJobs.remove(entry.getKey());
            return old;
        });
    }
}
