package io.tajo.examples.sandbox.hogql;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A table that can be asked.
 *
 * @param name its name
 * @param types its columns in their order, each with the type that ClickHouse calls it by
 * @param nested finds the type of what is asked for inside a column
 * @param rows its rows
 */
public record Table(
        String name, Map<String, String> types, Function<List<String>, String> nested, Iterable<? extends Row> rows) {

    /** Copies the columns. */
    public Table {
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    }

    /** Returns the names, for {@code SELECT *} and to tell a column from an alias. */
    List<String> columns() {
        return List.copyOf(types.keySet());
    }

    /** Returns the type of a column, or of what is asked for inside it. */
    String type(List<String> path) {
        String own = path.size() == 1 ? types.get(path.get(0)) : null;
        return own == null ? nested.apply(path) : own;
    }
}
