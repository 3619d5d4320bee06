package io.tajo.connector.read;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/**
 * The rows of a reading that goes on where an earlier one has stopped: first those that are read again, then those behind
 * the position. For one thread.
 */
final class ResumedRows implements Iterator<PersonRow> {
    /** So many ids go into one query. */
    private static final int IDS_AT_ONCE = 1_000;

    private final ReadPosition start;
    private final Function<List<String>, PersonRows> open;
    private final PersonRows rest;
    private final List<String> again;
    private Iterator<PersonRow> rows = List.<PersonRow>of().iterator();

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
        this.again = new ArrayList<>(start.again());
    }

    @Override
    public boolean hasNext() {
        while (!rows.hasNext() && !again.isEmpty()) {
            List<String> ids = again.subList(0, Math.min(IDS_AT_ONCE, again.size()));
            rows = open.apply(List.copyOf(ids));
            ids.clear();
        }
        return rows.hasNext() || rest.hasNext();
    }

    @Override
    public PersonRow next() {
        if (!hasNext()) throw new NoSuchElementException("there are no more persons");
        return rows.hasNext() ? rows.next() : rest.next();
    }

    /** Returns where the next reading goes on; what is being read again is read again then too. */
    ReadPosition position() {
        Optional<String> last = rest.last();
        if (rows.hasNext() || !again.isEmpty()) return start;
        return new ReadPosition(last.isPresent() ? last : start.after(), List.of());
    }
}
