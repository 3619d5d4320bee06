package io.tajo.connector.source;

import io.tajo.client.DecodingException;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the order of persons' ids, one for each person: walked along beside the persons, so that neither is held. For
 * one thread.
 *
 * @param <T> what a row is
 */
final class MergeCursor<T> {
    private final String what;
    private final Iterator<T> rows;
    private final Function<T, @Nullable String> idOf;
    private @Nullable String id;
    private @Nullable T row;
    private boolean started;
    private long read;

    /**
     * Starts before the first row.
     *
     * @param what the rows, for messages
     * @param rows the rows
     * @param idOf the person's id of each
     */
    MergeCursor(String what, Iterator<T> rows, Function<T, @Nullable String> idOf) {
        this.what = what;
        this.rows = rows;
        this.idOf = idOf;
    }

    /** Returns a person's row. Persons must be asked for in ClickHouse's order of their ids. */
    Optional<T> of(String person) {
        start();
        while (id != null && ClickHouseUuid.compare(id, person) < 0) advance();
        // Rows may belong to a person that is deleted or has no profile: such rows are skipped above.
        boolean found = id != null && ClickHouseUuid.compare(id, person) == 0;
        return found ? Optional.ofNullable(row) : Optional.empty();
    }

    /** Hands out what is left, each row with its person. */
    void forEachRemaining(BiConsumer<String, T> action) {
        start();
        while (id != null && row != null) {
            action.accept(id, row);
            advance();
        }
    }

    /** Reads on to the end, and returns how many rows there were. */
    long readToEnd() {
        start();
        while (id != null) advance();
        return read;
    }

    /** Reads the first row, so that a query that can't be answered shows now. */
    void begin() {
        start();
    }

    private void start() {
        if (!started) advance();
        started = true;
    }

    private void advance() {
        String before = id;
        if (!rows.hasNext()) {
            id = null;
            row = null;
            return;
        }
        T next = rows.next();
        String person = idOf.apply(next);
        if (person == null) throw new DecodingException("PostHog sent " + what + " without a person's id.");
        if (before != null && ClickHouseUuid.compare(before, person) >= 0) throw outOfOrder(what);
        id = person;
        row = next;
        read++;
    }

    static DecodingException outOfOrder(String what) {
        return new DecodingException(
                "PostHog sent " + what + " in an order of persons that is not ClickHouse's: figures "
                        + "would land on the wrong person. Report the version of this PostHog to the library's authors.");
    }
}
