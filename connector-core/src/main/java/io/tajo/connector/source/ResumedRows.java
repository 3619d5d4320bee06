package io.tajo.connector.source;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/**
 * The rows of a reading that goes on where an earlier one has stopped: first those behind the position, then those that are read
 * again, some at a time. For one thread.
 */
final class ResumedRows implements Iterator<PersonRow> {
    /** So many ids go into one query; what was read of them is not read again if a quota ends the reading. */
    private static final int IDS_AT_ONCE = 250;

    private final ReadPosition start;
    private final Function<List<String>, PersonRows> open;
    private final PersonRows rest;
    private final List<String> again;
    private Iterator<PersonRow> rows;
    private int read;

    /**
     * Starts before the first row.
     *
     * @param start where to go on
     * @param open opens the rows of some persons
     * @param rest the rows behind the position
     */
    ResumedRows(ReadPosition start, Function<List<String>, PersonRows> open, PersonRows rest) {
        this.start = start;
        this.open = open;
        this.rest = rest;
        this.rows = rest;
        this.again = new ArrayList<>(start.again());
    }

    @Override
    public boolean hasNext() {
        while (!rows.hasNext()) {
            again.subList(0, read).clear();
            read = 0;
            if (again.isEmpty()) return false;
            int next = Math.min(IDS_AT_ONCE, again.size());
            rows = open.apply(List.copyOf(again.subList(0, next)));
            read = next;
        }
        return true;
    }

    @Override
    public PersonRow next() {
        if (!hasNext()) throw new NoSuchElementException("there are no more persons");
        return rows.next();
    }

    /** Returns whether every person behind the position was read. */
    boolean isReadingAgain() {
        return rows != rest;
    }

    /** Returns where the next reading goes on; some that are being read again are read again then too. */
    ReadPosition position() {
        Optional<String> last = rest.last();
        return new ReadPosition(last.isPresent() ? last : start.after(), again);
    }
}
