package io.tajo.examples.sandbox.hogql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of a table or of a nested query. */
public interface Row {

    /**
     * Returns what stands in a column.
     *
     * @param path the column, and what is asked for inside it
     * @return the value
     * @throws HogQlException if there is no such column
     */
    @Nullable
    Object get(List<String> path);
}
