package io.tajo.posthog.query;

import io.tajo.posthog.properties.PropertyFilter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which events to list, and what of them. Immutable: each method returns a changed copy.
 *
 * <pre>{@code
 * EventsQuery.between(yesterday, now).event("purchase_completed").select("distinct_id", "properties.price");
 * }</pre>
 *
 * @see <a href="https://posthog.com/docs/api/queries">PostHog: queries</a>
 */
public final class EventsQuery {
    /** Ten thousand: a few megabytes of events with all their properties. */
    public static final int DEFAULT_PAGE_SIZE = 10_000;

    private static final int MAX_PAGE_SIZE = 50_000;

    private final Map<String, Object> query;
    private final int pageSize;

    private EventsQuery(Map<String, Object> query, int pageSize) {
        this.query = Collections.unmodifiableMap(query);
        this.pageSize = pageSize;
    }

    /**
     * Returns a query for the events between two moments.
     *
     * @param after events after this one; that moment's own are left out
     * @param before events before this one; that moment's own are left out
     * @return the query
     */
    public static EventsQuery between(Instant after, Instant before) {
        if (!after.isBefore(before)) {
            throw new IllegalArgumentException(
                    "events are asked for after one moment and before a later one, not after " + after + " and before "
                            + before);
        }
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("kind", "EventsQuery");
        query.put("select", List.of("uuid", "timestamp"));
        query.put("orderBy", List.of("timestamp ASC", "uuid ASC"));
        query.put("after", after.truncatedTo(ChronoUnit.MICROS).toString());
        query.put("before", upToMicros(before).toString());
        return new EventsQuery(query, DEFAULT_PAGE_SIZE);
    }

    /**
     * Asks for one kind of events.
     *
     * @param name the events' name
     * @return the changed query
     */
    public EventsQuery event(String name) {
        return with("event", name);
    }

    /**
     * Asks for the events of a person.
     *
     * @param uuid the person's uuid
     * @return the changed query
     */
    public EventsQuery personId(String uuid) {
        return with("personId", uuid);
    }

    /**
     * Adds columns to {@code uuid} and {@code timestamp}, which always come first.
     *
     * @param expressions HogQL expressions, for example {@code event}; never a value from outside
     * @return the changed query
     */
    public EventsQuery select(String... expressions) {
        Set<Object> columns = new LinkedHashSet<>((List<?>) query.getOrDefault("select", List.of()));
        columns.addAll(List.of(expressions));
        return with("select", List.copyOf(columns));
    }

    /**
     * Adds a condition.
     *
     * @param filter the condition
     * @return the changed query
     */
    public EventsQuery filter(PropertyFilter filter) {
        List<Object> filters = new ArrayList<>((List<?>) query.getOrDefault("properties", List.of()));
        filters.add(filter.toMap());
        return with("properties", filters);
    }

    /**
     * Sets how many events a call asks for.
     *
     * @param events 1 to 50,000
     * @return the changed query
     */
    public EventsQuery pageSize(int events) {
        if (events < 1 || events > MAX_PAGE_SIZE) {
            throw new IllegalArgumentException("a page holds 1 to " + MAX_PAGE_SIZE + " events, not " + events);
        }
        return new EventsQuery(query, events);
    }

    /** {@return how many events a call asks for} */
    public int pageSize() {
        return pageSize;
    }

    /** {@return the query as PostHog's API takes it, without its page} */
    public Map<String, Object> toMap() {
        return query;
    }

    /** PostHog's times end at the microsecond; cut off, the bound would leave out an event that lies before it. */
    private static Instant upToMicros(Instant time) {
        Instant cut = time.truncatedTo(ChronoUnit.MICROS);
        return cut.equals(time) ? time : cut.plus(1, ChronoUnit.MICROS);
    }

    private EventsQuery with(String field, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(query);
        changed.put(field, value);
        return new EventsQuery(changed, pageSize);
    }
}
