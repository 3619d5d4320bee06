package io.tajo.posthog.internal;

import io.tajo.client.DecodingException;
import io.tajo.client.Page;
import io.tajo.client.Paginator;
import io.tajo.posthog.events.Event;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads events from the newest to an empty page. PostHog sorts by time alone, so that a page may end among events of one
 * time, the edge, and gives no order to those: each page asks for the edge again without what was handed out of it. For
 * one thread.
 */
final class EventPages implements Paginator.PageSource<Event> {
    private final EventCalls calls;
    /** The earliest time read so far; events of it may be left. */
    private @Nullable Instant edge;

    private final Set<String> seenAtEdge = new HashSet<>();
    private @Nullable EventTies ties;

    EventPages(EventCalls calls) {
        this.calls = calls;
    }

    @Override
    public Page<Event> fetch(Optional<String> cursor) {
        List<Event> page = ask();
        if (page.isEmpty()) return Page.last(List.of());
        List<Event> fresh = unseen(page);
        if (fresh.isEmpty()) throw stuck();
        return new Page<>(fresh, Optional.of(edge + " " + seenAtEdge.size()));
    }

    private List<Event> ask() {
        Instant time = edge;
        if (time == null) return calls.newest();
        if (ties == null && EventTies.fitOneCall(seenAtEdge)) {
            return calls.before(time.plus(1, ChronoUnit.MICROS), EventTies.without(seenAtEdge));
        }
        if (ties == null) ties = new EventTies(calls, time);
        List<Event> left = ties.next(seenAtEdge);
        return left.isEmpty() ? calls.before(time) : left;
    }

    /** Also moves the edge along with the page. */
    private List<Event> unseen(List<Event> page) {
        List<Event> fresh = new ArrayList<>();
        for (Event event : page) {
            if (edge != null && event.timestamp().isAfter(edge)) throw stuck();
            if (!event.timestamp().equals(edge)) {
                edge = event.timestamp();
                seenAtEdge.clear();
                ties = null;
            }
            if (seenAtEdge.add(event.uuid())) fresh.add(event);
        }
        return fresh;
    }

    private static DecodingException stuck() {
        return new DecodingException(
                "PostHog sent events that were read before instead of earlier ones: the list would "
                        + "never end and was not read to its end. Try again, or read these events in HogQL.");
    }
}
