package io.tajo.posthog.internal;

import io.tajo.posthog.query.HogQl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Wraps a query so that it returns one page of its rows, those behind a key. Stateless and safe for any thread. */
final class KeysetText {
    static final String KEYLESS = "keyless";

    private static final String AFTER = "after_key";

    private final HogQl query;
    private final List<String> keys;

    KeysetText(HogQl query) {
        this.query = query;
        this.keys = query.keyset().stream().map(HogQl::quote).toList();
    }

    /** Rows without a key come first, where they are seen once and can be counted. */
    String first(int limit) {
        return from("") + " ORDER BY " + keyless() + " DESC, " + order() + " LIMIT " + limit;
    }

    String behind(KeysetKey last, int limit) {
        // A tuple that differs in its first part is compared by it, be the others NULL: those rows were counted before.
        String keyed = keys.size() == 1 ? "" : "NOT (" + keyless() + ") AND ";
        String where = keyed + tuple(keys) + " > " + tuple(placeholders(last));
        return from(where) + " ORDER BY " + order() + " LIMIT " + limit;
    }

    /** The rows from the first that has a key on. */
    String keyed(int limit) {
        return from("NOT (" + keyless() + ")") + " ORDER BY " + order() + " LIMIT " + limit;
    }

    String countKeyless() {
        return "SELECT count() AS " + KEYLESS + " FROM (\n" + query.text() + "\n) AS page WHERE " + keyless();
    }

    Map<String, @Nullable Object> values(KeysetKey last) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(query.values());
        for (int i = 0; i < keys.size(); i++)
            values.put(placeholder(i), last.parts().get(i));
        return values;
    }

    private String from(String where) {
        // The closing parenthesis stands on a line of its own: the text may end in a comment.
        return "SELECT * FROM (\n" + query.text() + "\n) AS page" + (where.isEmpty() ? "" : " WHERE " + where);
    }

    private String keyless() {
        return keys.stream().map(key -> "isNull(" + key + ")").collect(Collectors.joining(" OR "));
    }

    private String order() {
        return keys.stream().map(key -> key + " ASC").collect(Collectors.joining(", "));
    }

    /** A time comes as text that ClickHouse does not compare with a time as it is. */
    private List<String> placeholders(KeysetKey last) {
        List<String> placeholders = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            String bound = "{" + placeholder(i) + "}";
            placeholders.add(last.times().get(i) ? "toDateTime(" + bound + ")" : bound);
        }
        return placeholders;
    }

    private String placeholder(int index) {
        return keys.size() == 1 ? AFTER : AFTER + "_" + (index + 1);
    }

    private static String tuple(List<String> parts) {
        return parts.size() == 1 ? parts.get(0) : "(" + String.join(", ", parts) + ")";
    }
}
