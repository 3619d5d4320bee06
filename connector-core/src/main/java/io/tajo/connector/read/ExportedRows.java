package io.tajo.connector.read;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.UnreadableLineException;
import io.tajo.posthog.exports.JsonLines;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an exported file, each for itself: one that can't be read does not keep the others from being read. Closes
 * the file after its last row. For one thread.
 *
 * @param <T> what a row says
 */
final class ExportedRows<T> implements Iterator<ExportedRow<T>>, AutoCloseable {
    private static final String NOT_JSON = "the line is not a JSON object";
    private static final String CUT_OFF = "the file was cut off in this line, its last one: get it again";

    private final JsonLines lines;
    private final String idColumn;
    private final Function<JsonObject, T> reader;
    private @Nullable ExportedRow<T> ready;
    private @Nullable String gap;

    /**
     * Reads a file.
     *
     * @param lines the file
     * @param idColumn the column that a row is known by
     * @param reader reads a row
     */
    ExportedRows(JsonLines lines, String idColumn, Function<JsonObject, T> reader) {
        this.lines = lines;
        this.idColumn = idColumn;
        this.reader = reader;
    }

    @Override
    public boolean hasNext() {
        if (ready == null && gap == null) ready = read();
        if (ready == null) lines.close();
        return ready != null;
    }

    @Override
    public ExportedRow<T> next() {
        if (!hasNext() || ready == null) throw new NoSuchElementException("the file has no more rows");
        ExportedRow<T> row = ready;
        ready = null;
        return row;
    }

    /** Returns after the last row why rows may be missing; empty if the file was whole. */
    Optional<String> gap() {
        return Optional.ofNullable(gap);
    }

    @Override
    public void close() {
        lines.close();
    }

    private @Nullable ExportedRow<T> read() {
        try {
            return lines.hasNext() ? row(lines.next()) : null;
        } catch (UnreadableLineException e) {
            // How many rows a file lacks that was cut off, nobody knows.
            if (e.isCutOff()) gap = "The exported file was cut off in line " + e.line() + " and must be got again";
            return new ExportedRow.Odd<>("line " + e.line(), e.isCutOff() ? CUT_OFF : NOT_JSON);
        }
    }

    private ExportedRow<T> row(JsonObject columns) {
        try {
            return new ExportedRow.Whole<>(reader.apply(columns));
        } catch (DecodingException e) {
            String id = columns.text(idColumn).orElse("line " + lines.line());
            return new ExportedRow.Odd<>(id, e.getMessage());
        }
    }
}
