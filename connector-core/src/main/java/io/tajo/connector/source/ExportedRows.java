package io.tajo.connector.source;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.UnreadableLineException;
import io.tajo.posthog.exports.JsonLines;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an export, each for itself: one that can't be read does not keep the others from being read. Its files are
 * opened one after another, each when the one before is closed. For one thread.
 *
 * @param <T> what a row says
 */
final class ExportedRows<T> implements Iterator<ExportedRow<T>>, AutoCloseable {
    private static final String NOT_JSON = "the line is not a JSON object";
    private static final String CUT_OFF = "the file was cut off in this line, its last one: get it again";

    private final List<Supplier<JsonLines>> files;
    private final String idColumn;
    private final Function<JsonObject, T> reader;
    private int opened;
    private @Nullable JsonLines file;
    private @Nullable ExportedRow<T> ready;
    private @Nullable String gap;

    /**
     * Reads an export.
     *
     * @param files opens each of its files
     * @param idColumn the column that a row is known by
     * @param reader reads a row
     */
    ExportedRows(List<Supplier<JsonLines>> files, String idColumn, Function<JsonObject, T> reader) {
        this.files = List.copyOf(files);
        this.idColumn = idColumn;
        this.reader = reader;
    }

    @Override
    public boolean hasNext() {
        while (ready == null && (file != null || opened < files.size())) {
            ready = read(file == null ? open() : file);
        }
        return ready != null;
    }

    @Override
    public ExportedRow<T> next() {
        if (!hasNext() || ready == null) throw new NoSuchElementException("the file has no more rows");
        ExportedRow<T> row = ready;
        ready = null;
        return row;
    }

    /** Returns after the last row why rows may be missing; empty if every file was whole. */
    Optional<String> gap() {
        return Optional.ofNullable(gap);
    }

    @Override
    public void close() {
        JsonLines open = file;
        file = null;
        if (open != null) open.close();
    }

    private JsonLines open() {
        JsonLines next = files.get(opened++).get();
        file = next;
        return next;
    }

    /** Returns the next row of a file; null behind its last one. */
    private @Nullable ExportedRow<T> read(JsonLines lines) {
        try {
            if (lines.hasNext()) return row(lines.next(), lines.line());
            close();
            return null;
        } catch (UnreadableLineException e) {
            if (!e.isCutOff()) return new ExportedRow.Odd<>(place(e.line()), NOT_JSON);
            // The number of rows that a truncated file lacks is not known.
            gap = "The exported file was cut off in " + place(e.line()) + " and must be got again";
            close();
            return new ExportedRow.Odd<>(place(e.line()), CUT_OFF);
        }
    }

    private ExportedRow<T> row(JsonObject columns, int line) {
        try {
            return new ExportedRow.Whole<>(reader.apply(columns));
        } catch (DecodingException e) {
            String id = columns.text(idColumn).orElseGet(() -> place(line));
            return new ExportedRow.Odd<>(id, e.getMessage());
        }
    }

    private String place(int line) {
        return "line " + line + (files.size() == 1 ? "" : " of file " + opened);
    }
}
