package io.tajo.posthog.query;

import io.tajo.posthog.properties.PropertyFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which actors to list, and what of them. Immutable: each method returns a changed copy.
 *
 * <pre>{@code
 * ActorsQuery.droppedBefore(2, FunnelQuery.of("signup_completed", "purchase_completed"))
 *         .select(HogQl.property("email"));
 * }</pre>
 *
 * @see <a href="https://posthog.com/docs/api/queries">PostHog: queries</a>
 */
public final class ActorsQuery {
    /** A thousand: PostHog looks each person up in another database, and times out on larger lists. */
    public static final int DEFAULT_PAGE_SIZE = 1_000;

    private static final int MAX_PAGE_SIZE = 10_000;

    private final @Nullable Map<String, Object> source;
    private final List<String> columns;
    private final List<PropertyFilter> filters;
    private final @Nullable String search;
    private final int pageSize;

    private ActorsQuery(
            @Nullable Map<String, Object> source,
            List<String> columns,
            List<PropertyFilter> filters,
            @Nullable String search,
            int pageSize) {
        this.source = source;
        this.columns = List.copyOf(columns);
        this.filters = List.copyOf(filters);
        this.search = search;
        this.pageSize = pageSize;
    }

    /** {@return a query for every person} */
    public static ActorsQuery persons() {
        return of(null);
    }

    /**
     * Returns a query for the persons who reached a step of a funnel.
     *
     * @param step the step, from 1 on
     * @param funnel the funnel
     * @return the query
     */
    public static ActorsQuery reached(int step, FunnelQuery funnel) {
        if (step < 1) throw new IllegalArgumentException("a funnel's steps count from 1, not " + step);
        return of(actorsAt(step, funnel));
    }

    /**
     * Returns a query for the persons who reached the step before one, and not that one.
     *
     * @param step the step that they did not reach, from 2 on
     * @param funnel the funnel
     * @return the query
     */
    public static ActorsQuery droppedBefore(int step, FunnelQuery funnel) {
        if (step < 2) throw new IllegalArgumentException("no person drops out of a funnel before step " + step);
        return of(actorsAt(-step, funnel));
    }

    private static ActorsQuery of(@Nullable Map<String, Object> source) {
        return new ActorsQuery(source, List.of("id"), List.of(), null, DEFAULT_PAGE_SIZE);
    }

    private static Map<String, Object> actorsAt(int step, FunnelQuery funnel) {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("kind", "FunnelsActorsQuery");
        source.put("funnelStep", step);
        source.put("includeRecordings", false);
        source.put("source", funnel.toMap());
        return source;
    }

    /**
     * Adds columns to {@code id}, the person's uuid, which is always the first.
     *
     * @param expressions HogQL expressions, for example {@code HogQl.property("email")}; never a value from outside
     * @return the changed query
     */
    public ActorsQuery select(String... expressions) {
        Set<String> all = new LinkedHashSet<>(columns);
        all.addAll(List.of(expressions));
        return new ActorsQuery(source, List.copyOf(all), filters, search, pageSize);
    }

    /**
     * Adds a condition on the persons.
     *
     * @param filter the condition
     * @return the changed query
     */
    public ActorsQuery filter(PropertyFilter filter) {
        List<PropertyFilter> all = new ArrayList<>(filters);
        all.add(filter);
        return new ActorsQuery(source, columns, all, search, pageSize);
    }

    /**
     * Asks for persons whose name or address holds a text, or whose id is that text.
     *
     * @param text the text
     * @return the changed query
     */
    public ActorsQuery search(String text) {
        return new ActorsQuery(source, columns, filters, text, pageSize);
    }

    /**
     * Sets how many persons a call asks for.
     *
     * @param persons 1 to 10,000
     * @return the changed query
     */
    public ActorsQuery pageSize(int persons) {
        if (persons < 1 || persons > MAX_PAGE_SIZE) {
            throw new IllegalArgumentException("a page holds 1 to " + MAX_PAGE_SIZE + " persons, not " + persons);
        }
        return new ActorsQuery(source, columns, filters, search, persons);
    }

    /** {@return how many persons a call asks for} */
    public int pageSize() {
        return pageSize;
    }

    /** {@return the query as PostHog's API takes it, without its page} */
    public Map<String, Object> toMap() {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("kind", "ActorsQuery");
        query.put("select", columns);
        query.put("orderBy", List.of("id ASC"));
        if (!filters.isEmpty()) {
            query.put("properties", filters.stream().map(PropertyFilter::toMap).toList());
        }
        if (search != null) query.put("search", search);
        if (source != null) query.put("source", source);
        return query;
    }
}
