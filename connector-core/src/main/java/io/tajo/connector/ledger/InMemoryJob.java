package io.tajo.connector.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What an in-memory ledger remembers of one job from run to run. For the thread of the lease, its letters for any. */
final class InMemoryJob {
    private final Map<Long, InMemoryLease.Batch> open = new LinkedHashMap<>();
    private final Map<Long, Map<ContactKey, Integer>> absences = new ConcurrentHashMap<>();
    private final InMemoryEventLog events;
    private final InMemoryDeadLetters letters;
    private final InMemoryNotes notes = new InMemoryNotes();
    private final InMemoryNotes readingNotes = new InMemoryNotes();
    private volatile @Nullable String checkpoint;

    InMemoryJob(String name, Map<String, EventLog.Entry> eventsOfAllJobs) {
        this.events = new InMemoryEventLog(eventsOfAllJobs);
        this.letters = new InMemoryDeadLetters(name);
    }

    /** Returns whether there is nothing to remember. */
    boolean isBlank() {
        return checkpoint == null
                && open.isEmpty()
                && absences.isEmpty()
                && notes.all().isEmpty()
                && readingNotes.all().isEmpty()
                && events.isEmpty()
                && letters.all().isEmpty();
    }

    Map<Long, InMemoryLease.Batch> open() {
        return open;
    }

    Map<Long, Map<ContactKey, Integer>> absences() {
        return absences;
    }

    InMemoryEventLog events() {
        return events;
    }

    InMemoryNotes notes() {
        return notes;
    }

    InMemoryNotes readingNotes() {
        return readingNotes;
    }

    InMemoryDeadLetters letters() {
        return letters;
    }

    @Nullable
    String checkpoint() {
        return checkpoint;
    }

    void checkpoint(String mark) {
        checkpoint = mark;
    }
}
