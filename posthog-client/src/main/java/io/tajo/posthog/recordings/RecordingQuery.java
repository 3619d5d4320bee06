package io.tajo.posthog.recordings;

import io.tajo.posthog.properties.PropertyFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which recordings to list. Immutable: each method returns a changed copy. */
public final class RecordingQuery {
    /** Fifty, as PostHog has it. */
    public static final int DEFAULT_PAGE_SIZE = 50;

    private final int pageSize;
    private final @Nullable Instant from;
    private final @Nullable Instant to;
    private final @Nullable String personUuid;
    private final List<String> distinctIds;
    private final List<String> sessionIds;
    private final List<PropertyFilter> filters;
    private final String order;
    private final boolean ascending;

    private RecordingQuery(
            int pageSize,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String personUuid,
            List<String> distinctIds,
            List<String> sessionIds,
            List<PropertyFilter> filters,
            String order,
            boolean ascending) {
        this.pageSize = pageSize;
        this.from = from;
        this.to = to;
        this.personUuid = personUuid;
        this.distinctIds = List.copyOf(distinctIds);
        this.sessionIds = List.copyOf(sessionIds);
        this.filters = List.copyOf(filters);
        this.order = order;
        this.ascending = ascending;
    }

    /** {@return a query for the recordings of the last days, as far back as PostHog looks by itself} */
    public static RecordingQuery recent() {
        return new RecordingQuery(
                DEFAULT_PAGE_SIZE, null, null, null, List.of(), List.of(), List.of(), "start_time", false);
    }

    /**
     * Asks for recordings that started within a time. Say it: PostHog looks back three days otherwise.
     *
     * @param from the earliest start
     * @param to the latest start
     * @return the changed query
     */
    public RecordingQuery between(Instant from, Instant to) {
        if (!from.isBefore(to))
            throw new IllegalArgumentException("the time ends before it starts: " + from + " to " + to);
        return new RecordingQuery(pageSize, from, to, personUuid, distinctIds, sessionIds, filters, order, ascending);
    }

    /**
     * Asks for recordings of a person.
     *
     * @param uuid PostHog's uuid of the person
     * @return the changed query
     */
    public RecordingQuery person(String uuid) {
        return new RecordingQuery(pageSize, from, to, uuid, distinctIds, sessionIds, filters, order, ascending);
    }

    /**
     * Asks for recordings under some distinct ids.
     *
     * @param ids the ids
     * @return the changed query
     */
    public RecordingQuery distinctIds(List<String> ids) {
        return new RecordingQuery(pageSize, from, to, personUuid, ids, sessionIds, filters, order, ascending);
    }

    /**
     * Asks for recordings of some sessions.
     *
     * @param ids the ids of the sessions
     * @return the changed query
     */
    public RecordingQuery sessionIds(List<String> ids) {
        return new RecordingQuery(pageSize, from, to, personUuid, distinctIds, ids, filters, order, ascending);
    }

    /**
     * Asks for recordings that also meet a condition.
     *
     * @param filter the condition
     * @return the changed query
     */
    public RecordingQuery matching(PropertyFilter filter) {
        List<PropertyFilter> all = new ArrayList<>(filters);
        all.add(filter);
        return new RecordingQuery(pageSize, from, to, personUuid, distinctIds, sessionIds, all, order, ascending);
    }

    /**
     * Sets the order. The default, {@code start_time} from the newest, is the one that pages overlap least in.
     *
     * @param column in PostHog's words, such as {@code active_seconds} or {@code console_error_count}
     * @param upwards whether the smallest comes first
     * @return the changed query
     */
    public RecordingQuery orderBy(String column, boolean upwards) {
        return new RecordingQuery(pageSize, from, to, personUuid, distinctIds, sessionIds, filters, column, upwards);
    }

    /**
     * Sets how many recordings a call asks for.
     *
     * @param recordings at least 1
     * @return the changed query
     */
    public RecordingQuery pageSize(int recordings) {
        if (recordings < 1)
            throw new IllegalArgumentException("a page holds at least one recording, not " + recordings);
        return new RecordingQuery(recordings, from, to, personUuid, distinctIds, sessionIds, filters, order, ascending);
    }

    /** {@return how many recordings a call asks for} */
    public int pageSize() {
        return pageSize;
    }

    /** {@return the earliest start, if any} */
    public @Nullable Instant from() {
        return from;
    }

    /** {@return the latest start, if any} */
    public @Nullable Instant to() {
        return to;
    }

    /** {@return the person asked for, if any} */
    public @Nullable String personUuid() {
        return personUuid;
    }

    /** {@return the distinct ids asked for; all if empty} */
    public List<String> distinctIds() {
        return distinctIds;
    }

    /** {@return the sessions asked for; all if empty} */
    public List<String> sessionIds() {
        return sessionIds;
    }

    /** {@return the conditions, all of which hold} */
    public List<PropertyFilter> filters() {
        return filters;
    }

    /** {@return the column that the recordings are ordered by} */
    public String order() {
        return order;
    }

    /** {@return whether the smallest comes first} */
    public boolean isAscending() {
        return ascending;
    }
}
