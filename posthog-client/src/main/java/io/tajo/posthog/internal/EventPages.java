package io.tajo.posthog.internal;

import io.tajo.client.DecodingException;
import io.tajo.client.Page;
import io.tajo.client.Paginator;
import io.tajo.posthog.events.Event;
import io.tajo.posthog.properties.PropertyFilter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads events from the newest to an empty page. Events may share a time, and a page may end among them: the next page
 * starts with that time again, less what was handed out. Where the events of one time fill a page by themselves, their
 * uuids are paged by, in the server's order, which is not Java's: uuids are never compared here. For one thread.
 */
final class EventPages implements Paginator.PageSource<Event> {
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private enum Position {
        START,
        /** The next page starts with the events of the edge again. */
        AGAIN_AT_EDGE,
        /** The next page holds the events of the edge behind the last uuid. */
        AMONG_TIES,
        /** All events of the edge were read. */
        PAST_EDGE
    }

    private final EventCalls calls;
    private Position position = Position.START;
    /** The earliest time read so far. */
    private @Nullable Instant edge;

    private final Set<String> seenAtEdge = new HashSet<>();
    private String lastUuid = "";

    EventPages(EventCalls calls) {
        this.calls = calls;
    }

    @Override
    public Page<Event> fetch(Optional<String> cursor) {
        List<Event> page = ask();
        List<Event> fresh = unseen(page);
        boolean ended = page.isEmpty() && position != Position.AMONG_TIES;
        if (ended) return Page.last(List.of());
        moveOn(page, fresh);
        return new Page<>(fresh, Optional.of(edge + " " + position + " " + seenAtEdge.size() + " " + lastUuid));
    }

    private List<Event> ask() {
        Instant time = edge;
        if (time == null) return calls.newest();
        return switch (position) {
            case START, AGAIN_AT_EDGE -> calls.before(time.plus(1, ChronoUnit.MICROS));
            case AMONG_TIES -> calls.at(time, behind(lastUuid));
            case PAST_EDGE -> calls.before(time);
        };
    }

    /** Also moves the edge along with the page. */
    private List<Event> unseen(List<Event> page) {
        List<Event> fresh = new ArrayList<>();
        for (Event event : page) {
            if (edge != null && event.timestamp().isAfter(edge)) throw stuck();
            if (!event.timestamp().equals(edge)) seenAtEdge.clear();
            edge = event.timestamp();
            if (seenAtEdge.add(event.uuid())) fresh.add(event);
        }
        return fresh;
    }

    private void moveOn(List<Event> page, List<Event> fresh) {
        if (page.isEmpty()) {
            position = Position.PAST_EDGE;
            return;
        }
        if (fresh.isEmpty() && position != Position.AGAIN_AT_EDGE) throw stuck();
        lastUuid = page.get(page.size() - 1).uuid();
        boolean onlyTies = fresh.isEmpty() || position == Position.AMONG_TIES;
        position = onlyTies ? Position.AMONG_TIES : Position.AGAIN_AT_EDGE;
    }

    private static PropertyFilter behind(String uuid) {
        if (!UUID.matcher(uuid).matches()) {
            throw new DecodingException(
                    "PostHog sent so many events of one time that they must be read by their uuids, "
                            + "and an id among them that is none. Read these events in HogQL.");
        }
        return PropertyFilter.hogQl("uuid < '" + uuid + "'");
    }

    private static DecodingException stuck() {
        return new DecodingException(
                "PostHog sent events that were read before instead of earlier ones: the list would "
                        + "never end and was not read to its end. Try again, or read these events in HogQL.");
    }
}
