package io.tajo.brevo.events;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which events to list. Immutable: each method returns a changed copy. */
public final class EventQuery {
    /** A thousand: a few hundred kilobytes. */
    public static final int DEFAULT_PAGE_SIZE = 1_000;

    private static final int MAX_PAGE_SIZE = 10_000;

    private final int pageSize;
    private final Map<String, List<Object>> filters;

    private EventQuery(int pageSize, Map<String, List<Object>> filters) {
        this.pageSize = pageSize;
        this.filters = filters;
    }

    /** {@return a query for the events of the last six months} */
    public static EventQuery all() {
        return new EventQuery(DEFAULT_PAGE_SIZE, Map.of());
    }

    /**
     * Asks for the events between two moments.
     *
     * @param from the first moment
     * @param to the last one
     * @return the changed query
     */
    public EventQuery between(Instant from, Instant to) {
        return with("startDate", List.of(from)).with("endDate", List.of(to));
    }

    /**
     * Asks for events of some names.
     *
     * @param names the names
     * @return the changed query
     */
    public EventQuery named(String... names) {
        return with("event_name", List.of((Object[]) names));
    }

    /**
     * Asks for the events of some contacts.
     *
     * @param contactIds Brevo's numbers for them
     * @return the changed query
     */
    public EventQuery of(Long... contactIds) {
        return with("contact_id", List.of((Object[]) contactIds));
    }

    /**
     * Sets how many events a call asks for.
     *
     * @param events 1 to 10,000
     * @return the changed query
     */
    public EventQuery pageSize(int events) {
        if (events < 1 || events > MAX_PAGE_SIZE) {
            throw new IllegalArgumentException("a page holds 1 to " + MAX_PAGE_SIZE + " events, not " + events);
        }
        return new EventQuery(events, filters);
    }

    /** {@return how many events a call asks for} */
    public int pageSize() {
        return pageSize;
    }

    /** {@return the conditions, under the names of Brevo's query parameters, each with its values} */
    public Map<String, List<Object>> filters() {
        return filters;
    }

    private EventQuery with(String parameter, List<Object> values) {
        Map<String, List<Object>> changed = new LinkedHashMap<>(filters);
        changed.put(parameter, values);
        return new EventQuery(pageSize, changed);
    }
}
