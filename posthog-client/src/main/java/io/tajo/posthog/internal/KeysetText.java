package io.tajo.posthog.internal;

import io.tajo.posthog.query.HogQl;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Wraps a query so that it returns one page of its rows, those behind a key. */
final class KeysetText {
    private static final String AFTER = "after_key";

    private KeysetText() {}

    static String page(HogQl query, boolean first, int limit) {
        String key = HogQl.quote(query.keyset().get(0));
        // The closing parenthesis stands on a line of its own: the text may end in a comment.
        return "SELECT * FROM (\n" + query.text() + "\n) AS page"
                + (first ? "" : " WHERE " + key + " > {" + AFTER + "}")
                + " ORDER BY " + key + " ASC LIMIT " + limit;
    }

    static Map<String, @Nullable Object> values(HogQl query, @Nullable Object after) {
        if (after == null) return query.values();
        Map<String, @Nullable Object> values = new LinkedHashMap<>(query.values());
        values.put(AFTER, after);
        return values;
    }
}
