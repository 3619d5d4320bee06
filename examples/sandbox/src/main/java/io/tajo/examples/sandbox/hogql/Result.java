package io.tajo.examples.sandbox.hogql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a query.
 *
 * @param columns the names of its columns
 * @param rows its rows
 */
public record Result(List<String> columns, List<@Nullable Object[]> rows) {

    /** Returns the answer as a table that another query can ask. */
    Table asTable() {
        Map<String, Integer> positions =
                IntStream.range(0, columns.size()).boxed().collect(Collectors.toMap(columns::get, i -> i, (a, b) -> a));
        List<Row> tableRows = new ArrayList<>(rows.size());
        for (@Nullable Object[] row : rows) {
            tableRows.add(path -> {
                Integer position = positions.get(String.join(".", path));
                if (position == null) throw new HogQlException("Unable to resolve field: " + String.join(".", path));
                return row[position];
            });
        }
        return new Table("subquery", columns, tableRows);
    }
}
