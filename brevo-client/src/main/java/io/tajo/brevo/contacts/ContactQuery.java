package io.tajo.brevo.contacts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Which contacts to list. Immutable: each method returns a changed copy. */
public final class ContactQuery {
    /** A thousand: the most that Brevo returns at once. */
    public static final int MAX_PAGE_SIZE = 1_000;

    private final int pageSize;
    private final Map<String, Object> filters;

    private ContactQuery(int pageSize, Map<String, Object> filters) {
        this.pageSize = pageSize;
        this.filters = filters;
    }

    /** {@return a query for every contact} */
    public static ContactQuery all() {
        return new ContactQuery(MAX_PAGE_SIZE, Map.of());
    }

    /**
     * Sets how many contacts a call asks for.
     *
     * @param contacts 20 to 1,000
     * @return the changed query
     */
    public ContactQuery pageSize(int contacts) {
        if (contacts < 20 || contacts > MAX_PAGE_SIZE) {
            throw new IllegalArgumentException("a page holds 20 to " + MAX_PAGE_SIZE + " contacts, not " + contacts);
        }
        return new ContactQuery(contacts, filters);
    }

    /**
     * Asks for contacts that were changed since a point in time. It is not known whether an unsubscribe counts.
     *
     * @param time the point in time
     * @return the changed query
     */
    public ContactQuery modifiedSince(Instant time) {
        return with("modifiedSince", milliseconds(time));
    }

    /**
     * Asks for contacts that were created since a point in time.
     *
     * @param time the point in time
     * @return the changed query
     */
    public ContactQuery createdSince(Instant time) {
        return with("createdSince", milliseconds(time));
    }

    /**
     * Asks for the members of a list.
     *
     * @param listId its number
     * @return the changed query
     * @throws IllegalArgumentException if a segment is asked for
     */
    public ContactQuery inList(long listId) {
        return refuseBoth("segmentId").with("listIds", listId);
    }

    /**
     * Asks for the members of a segment.
     *
     * @param segmentId its number
     * @return the changed query
     * @throws IllegalArgumentException if a list is asked for
     */
    public ContactQuery inSegment(long segmentId) {
        return refuseBoth("listIds").with("segmentId", segmentId);
    }

    /**
     * Asks for contacts one of whose attributes has a value.
     *
     * @param attribute the attribute's name; written in capitals
     * @param value the value, without quotation marks
     * @return the changed query
     */
    public ContactQuery equalTo(String attribute, String value) {
        if (value.indexOf('"') >= 0) {
            throw new IllegalArgumentException("Brevo's filter takes no value with a quotation mark in it");
        }
        return with("filter", "equals(" + attribute.toUpperCase(Locale.ROOT) + ",\"" + value + "\")");
    }

    /** {@return how many contacts a call asks for} */
    public int pageSize() {
        return pageSize;
    }

    /** {@return the conditions, under the names of Brevo's query parameters} */
    public Map<String, Object> filters() {
        return filters;
    }

    private ContactQuery refuseBoth(String other) {
        if (filters.containsKey(other)) {
            throw new IllegalArgumentException(
                    "Brevo lists the members of a list or of a segment, not of both at once");
        }
        return this;
    }

    private ContactQuery with(String parameter, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(filters);
        changed.put(parameter, value);
        return new ContactQuery(pageSize, Collections.unmodifiableMap(changed));
    }

    /** Brevo documents three digits; rounded down, so that nothing is left out. */
    private static Instant milliseconds(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
