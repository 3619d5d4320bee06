package io.tajo.posthog.persons;

import io.tajo.posthog.properties.PropertyFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which persons to list. Immutable: each method returns a changed copy. */
public final class PersonQuery {
    /** A thousand: large enough to be quick, small enough for PostHog to answer well within its time limit. */
    public static final int DEFAULT_PAGE_SIZE = 1_000;

    private static final int MAX_PAGE_SIZE = 10_000;

    private final int pageSize;
    private final @Nullable String search;
    private final @Nullable String email;
    private final @Nullable String distinctId;
    private final List<PropertyFilter> filters;

    private PersonQuery(
            int pageSize,
            @Nullable String search,
            @Nullable String email,
            @Nullable String distinctId,
            List<PropertyFilter> filters) {
        this.pageSize = pageSize;
        this.search = search;
        this.email = email;
        this.distinctId = distinctId;
        this.filters = List.copyOf(filters);
    }

    /** {@return a query for every person} */
    public static PersonQuery all() {
        return new PersonQuery(DEFAULT_PAGE_SIZE, null, null, null, List.of());
    }

    /**
     * Sets how many persons a call asks for.
     *
     * @param persons 1 to 10,000
     * @return the changed query
     */
    public PersonQuery pageSize(int persons) {
        if (persons < 1 || persons > MAX_PAGE_SIZE) {
            throw new IllegalArgumentException("a page holds 1 to " + MAX_PAGE_SIZE + " persons, not " + persons);
        }
        return new PersonQuery(persons, search, email, distinctId, filters);
    }

    /**
     * Asks for persons whose name or address holds a text, or whose distinct id is that text.
     *
     * @param text the text
     * @return the changed query
     */
    public PersonQuery search(String text) {
        return new PersonQuery(pageSize, text, email, distinctId, filters);
    }

    /**
     * Asks for persons with an address.
     *
     * @param address the address, compared exactly
     * @return the changed query
     */
    public PersonQuery email(String address) {
        return new PersonQuery(pageSize, search, address, distinctId, filters);
    }

    /**
     * Asks for the person with a distinct id.
     *
     * @param id the id, compared exactly
     * @return the changed query
     */
    public PersonQuery distinctId(String id) {
        return new PersonQuery(pageSize, search, email, id, filters);
    }

    /**
     * Asks for persons that also meet a condition.
     *
     * @param filter the condition, on a property of the person or on a cohort
     * @return the changed query
     */
    public PersonQuery matching(PropertyFilter filter) {
        List<PropertyFilter> all = new ArrayList<>(filters);
        all.add(filter);
        return new PersonQuery(pageSize, search, email, distinctId, all);
    }

    /** {@return how many persons a call asks for} */
    public int pageSize() {
        return pageSize;
    }

    /** {@return the text searched for, if any} */
    public @Nullable String search() {
        return search;
    }

    /** {@return the address asked for, if any} */
    public @Nullable String email() {
        return email;
    }

    /** {@return the distinct id asked for, if any} */
    public @Nullable String distinctId() {
        return distinctId;
    }

    /** {@return the conditions, all of which hold} */
    public List<PropertyFilter> filters() {
        return filters;
    }
}
