package io.tajo.examples.sandbox.hogql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a query.
 *
 * @param columns the names of its columns
 * @param types the types of its columns, as ClickHouse calls them
 * @param rows its rows
 */
public record Result(List<String> columns, List<String> types, List<@Nullable Object[]> rows) {

    /** Returns the answer as a table that another query can ask. */
    Table asTable() {
        Map<String, Integer> positions = new HashMap<>();
        Map<String, String> typed = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            positions.putIfAbsent(columns.get(i), i);
            typed.putIfAbsent(columns.get(i), types.get(i));
        }
        List<Row> tableRows = new ArrayList<>(rows.size());
        for (@Nullable Object[] row : rows) {
            tableRows.add(path -> {
                String name = path.size() == 1 ? path.get(0) : String.join(".", path);
                Integer position = positions.get(name);
                if (position == null) throw new HogQlException("Unable to resolve field: " + name);
                return row[position];
            });
        }
        return new Table(
                "subquery",
                typed,
                path -> typed.getOrDefault(String.join(".", path), Types.nullable(Types.TEXT)),
                tableRows);
    }
}
