package io.tajo.brevo.events;

import java.time.Instant;
import java.util.Collections;
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
        this.filters = Collections.unmodifiableMap(filters);
    }

    /** {@return a query for the events of the last six months} */
    public static EventQuery all() {
        return new EventQuery(DEFAULT_PAGE_SIZE, Map.of());
    }

    /**
     * Asks for the events between two moments.
     *
     * @param from the first moment
     * @param to the last one, not before the first
     * @return the changed query
     */
    public EventQuery between(Instant from, Instant to) {
        if (to.isBefore(from)) throw new IllegalArgumentException("no event is after " + from + " and before " + to);
        return with("startDate", List.of(from)).with("endDate", List.of(to));
    }

    /**
     * Asks for events of some names.
     *
     * @param names the names, at least one
     * @return the changed query
     */
    public EventQuery named(String... names) {
        return with("event_name", some("names", names));
    }

    /**
     * Asks for the events of some contacts.
     *
     * @param contactIds Brevo's numbers for them, at least one
     * @return the changed query
     */
    public EventQuery of(Long... contactIds) {
        return with("contact_id", some("contacts", contactIds));
    }

    /** A condition on nothing would be sent as no condition, and bring the events of all contacts. */
    private static List<Object> some(String what, Object[] values) {
        if (values.length == 0)
            throw new IllegalArgumentException("events of no " + what + " are none: name at least one");
        return List.of(values);
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
