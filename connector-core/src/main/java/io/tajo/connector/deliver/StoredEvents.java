package io.tajo.connector.deliver;

import io.tajo.brevo.events.EventQuery;
import io.tajo.brevo.events.EventsApi;
import io.tajo.brevo.events.StoredEvent;
import io.tajo.connector.job.EventSync;
import java.time.Instant;
import java.util.Collection;
import java.util.function.BiPredicate;

/** Looks up in Brevo which of PostHog's events it holds, by their uuids. Stateless but for its client. */
final class StoredEvents {
    /** As many as a call lists. */
    private static final int PAGE = 10_000;
    /** Each is one of the hundred calls an hour. */
    private static final int MOST_PAGES = 10;

    private final EventsApi events;
    private final EventQuery query;

    StoredEvents(EventsApi events, Collection<String> names) {
        this.events = events;
        this.query = EventQuery.all().pageSize(PAGE).named(names.toArray(new String[0]));
    }

    /**
     * Goes through the events of a time.
     *
     * @param from the beginning
     * @param to the end
     * @param visitor receives uuid and time of each event; returns whether to go on
     * @return whether the whole list was read, or as much as the visitor wanted
     */
    boolean visit(Instant from, Instant to, BiPredicate<String, Instant> visitor) {
        // Whether Brevo keeps fractions of a second is not documented.
        int read = 0;
        for (StoredEvent event : events.list(query.between(from.minusSeconds(1), to.plusSeconds(1)))) {
            String uuid = event.properties().text(EventSync.UUID_PROPERTY).orElse(null);
            if (uuid != null && !visitor.test(uuid, event.date() == null ? from : event.date())) return true;
            if (++read == PAGE * MOST_PAGES) return false;
        }
        return true;
    }
}
