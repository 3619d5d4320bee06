package io.tajo.examples.sandbox.hogql;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table that can be asked.
 *
 * @param name its name
 * @param types its columns in their order, each with the type that ClickHouse calls it by
 * @param rows its rows
 */
public record Table(String name, Map<String, String> types, Iterable<? extends Row> rows) {

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
        String last = path.get(path.size() - 1);
        boolean ofPerson = path.size() == 2 && path.get(0).equals("person");
        if (ofPerson && last.equals("id")) return Types.UUID;
        if (ofPerson && last.equals("created_at")) return Types.TIME;
        return types.getOrDefault(String.join(".", path), Types.nullable(Types.TEXT));
    }
}
