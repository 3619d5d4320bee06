package io.tajo.examples.sandbox.brevo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The custom events of an account. They are queued: the list shows them a little later. Guarded by its state's lock. */
final class EventLog {
    private static final Comparator<StoredEventRecord> NEWEST_FIRST =
            Comparator.comparing(StoredEventRecord::date).reversed();

    private final Duration settleAfter;
    private final List<StoredEventRecord> events = new ArrayList<>();

    EventLog(Duration settleAfter) {
        this.settleAfter = settleAfter;
    }

    List<StoredEventRecord> all() {
        return List.copyOf(events);
    }

    void add(long contactId, String email, EventItem event, Instant now) {
        events.add(new StoredEventRecord(
                contactId,
                email,
                event.name(),
                event.date() == null ? now : event.date(),
                event.properties(),
                now.plus(settleAfter)));
    }

    List<StoredEventRecord> newestFirst(EventFilter filter, Instant now) {
        List<StoredEventRecord> shown = new ArrayList<>();
        for (StoredEventRecord event : events) {
            if (!event.shownFrom().isAfter(now) && filter.matches(event)) shown.add(event);
        }
        // Of those of the same moment the last one comes first.
        Collections.reverse(shown);
        shown.sort(NEWEST_FIRST);
        return shown;
    }
}
