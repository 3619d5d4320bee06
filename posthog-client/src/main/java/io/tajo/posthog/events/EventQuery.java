package io.tajo.posthog.events;

import io.tajo.posthog.properties.PropertyFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which events to list. Immutable: each method returns a changed copy. */
public final class EventQuery {
    /** A hundred, as PostHog has it: what one looks up is seldom more. */
    public static final int DEFAULT_PAGE_SIZE = 100;
    /** A thousand: PostHog returns no more at once, whatever it is asked for. */
    public static final int MAX_PAGE_SIZE = 1_000;

    private static final EventQuery ALL =
            new EventQuery(DEFAULT_PAGE_SIZE, null, null, null, null, null, List.of(), false);

    private final int pageSize;
    private final @Nullable Instant after;
    private final @Nullable Instant before;
    private final @Nullable String event;
    private final @Nullable String personId;
    private final @Nullable String distinctId;
    private final List<PropertyFilter> filters;
    private final boolean includesPerson;

    private EventQuery(
            int pageSize,
            @Nullable Instant after,
            @Nullable Instant before,
            @Nullable String event,
            @Nullable String personId,
            @Nullable String distinctId,
            List<PropertyFilter> filters,
            boolean includesPerson) {
        this.pageSize = pageSize;
        this.after = after;
        this.before = before;
        this.event = event;
        this.personId = personId;
        this.distinctId = distinctId;
        this.filters = List.copyOf(filters);
        this.includesPerson = includesPerson;
    }

    /** {@return a query for every event} */
    public static EventQuery all() {
        return ALL;
    }

    /**
     * Sets how many events a call asks for. PostHog may return fewer; the list is read to its end all the same.
     *
     * @param events 1 to 1,000
     * @return the changed query
     */
    public EventQuery pageSize(int events) {
        if (events < 1 || events > MAX_PAGE_SIZE) {
            throw new IllegalArgumentException("a page holds 1 to " + MAX_PAGE_SIZE + " events, not " + events);
        }
        return new EventQuery(events, after, before, event, personId, distinctId, filters, includesPerson);
    }

    /**
     * Asks for events later than a time.
     *
     * @param time the time, itself left out
     * @return the changed query
     */
    public EventQuery after(Instant time) {
        return new EventQuery(pageSize, time, before, event, personId, distinctId, filters, includesPerson);
    }

    /**
     * Asks for events earlier than a time.
     *
     * @param time the time, itself left out
     * @return the changed query
     */
    public EventQuery before(Instant time) {
        return new EventQuery(pageSize, after, time, event, personId, distinctId, filters, includesPerson);
    }

    /**
     * Asks for events of one name.
     *
     * @param name the name, such as {@code $pageview}
     * @return the changed query
     */
    public EventQuery event(String name) {
        return new EventQuery(pageSize, after, before, name, personId, distinctId, filters, includesPerson);
    }

    /**
     * Asks for events of a person.
     *
     * @param idOrUuid PostHog's number or uuid of the person
     * @return the changed query
     */
    public EventQuery person(String idOrUuid) {
        return new EventQuery(pageSize, after, before, event, idOrUuid, distinctId, filters, includesPerson);
    }

    /**
     * Asks for events that were sent under a distinct id.
     *
     * @param id the id, compared exactly
     * @return the changed query
     */
    public EventQuery distinctId(String id) {
        return new EventQuery(pageSize, after, before, event, personId, id, filters, includesPerson);
    }

    /**
     * Asks for events that also meet a condition.
     *
     * @param filter the condition
     * @return the changed query
     */
    public EventQuery matching(PropertyFilter filter) {
        List<PropertyFilter> all = new ArrayList<>(filters);
        all.add(filter);
        return new EventQuery(pageSize, after, before, event, personId, distinctId, all, includesPerson);
    }

    /** {@return the changed query, which also asks for the person of each event} */
    public EventQuery includePerson() {
        return new EventQuery(pageSize, after, before, event, personId, distinctId, filters, true);
    }

    /** {@return how many events a call asks for} */
    public int pageSize() {
        return pageSize;
    }

    /** {@return the time after which events are asked for, if any} */
    public @Nullable Instant after() {
        return after;
    }

    /** {@return the time before which events are asked for, if any} */
    public @Nullable Instant before() {
        return before;
    }

    /** {@return the name asked for, if any} */
    public @Nullable String event() {
        return event;
    }

    /** {@return the person asked for, if any} */
    public @Nullable String personId() {
        return personId;
    }

    /** {@return the distinct id asked for, if any} */
    public @Nullable String distinctId() {
        return distinctId;
    }

    /** {@return the conditions, all of which hold} */
    public List<PropertyFilter> filters() {
        return filters;
    }

    /** {@return whether the person of each event is asked for} */
    public boolean includesPerson() {
        return includesPerson;
    }
}
