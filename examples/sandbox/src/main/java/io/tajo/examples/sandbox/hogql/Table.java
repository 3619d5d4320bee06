package io.tajo.examples.sandbox.hogql;

import java.util.List;

/**
 * A table that can be asked.
 *
 * @param name its name
 * @param columns its columns, for {@code SELECT *} and to tell a column from an alias
 * @param rows its rows
 */
public record Table(String name, List<String> columns, Iterable<? extends Row> rows) {}
