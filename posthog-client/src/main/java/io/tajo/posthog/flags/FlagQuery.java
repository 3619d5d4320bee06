package io.tajo.posthog.flags;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which flags to list. Immutable: each method returns a changed copy. */
public final class FlagQuery {
    private final Map<String, String> filters;

    private FlagQuery(Map<String, String> filters) {
        this.filters = filters;
    }

    /** {@return a query for every flag} */
    public static FlagQuery all() {
        return new FlagQuery(Map.of());
    }

    /**
     * Asks for flags that are switched on, or off.
     *
     * @param active which of the two
     * @return the changed query
     */
    public FlagQuery active(boolean active) {
        return with("active", String.valueOf(active));
    }

    /**
     * Asks for flags of a type.
     *
     * @param type {@code boolean}, {@code multivariant} or {@code experiment}
     * @return the changed query
     */
    public FlagQuery type(String type) {
        return with("type", type);
    }

    /**
     * Asks for flags whose key or name holds a text.
     *
     * @param text the text
     * @return the changed query
     */
    public FlagQuery search(String text) {
        return with("search", text);
    }

    /** {@return the conditions, under the names of PostHog's query parameters} */
    public Map<String, String> filters() {
        return filters;
    }

    private FlagQuery with(String parameter, String value) {
        Map<String, String> changed = new LinkedHashMap<>(filters);
        changed.put(parameter, value);
        return new FlagQuery(changed);
    }
}
