package io.tajo.brevo.internal;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.Page;
import io.tajo.client.Paginator;
import io.tajo.client.transport.Answer;
import io.tajo.client.transport.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Reads one of Brevo's lists by offset, oldest first, until a page brings nothing new: a short page says nothing. Each
 * page overlaps the one before, so that rows which moved because others were deleted are seen to have moved, and are read
 * again. For one traversal.
 */
final class OffsetPages<T> implements Paginator.PageSource<T> {
    private static final int OVERLAP = 10;
    /** Rows move by what is deleted between two calls; older pages need not be remembered. */
    private static final int REMEMBERED_PAGES = 4;

    private final String field;
    private final LongFunction<Answer> fetch;
    private final Function<JsonObject, T> decode;
    private final Deque<Set<Long>> recent = new ArrayDeque<>();
    private int longest = 1;

    private OffsetPages(String field, LongFunction<Answer> fetch, Function<JsonObject, T> decode) {
        this.field = field;
        this.fetch = fetch;
        this.decode = decode;
    }

    /**
     * Returns a list.
     *
     * @param field the name of the array in the answer
     * @param fetch calls for the page at an offset
     * @param decode reads a row; every row has an id
     */
    static <T> Paginator<T> list(String field, LongFunction<Answer> fetch, Function<JsonObject, T> decode) {
        return Paginator.perTraversal(() -> new OffsetPages<>(field, fetch, decode));
    }

    @Override
    public Page<T> fetch(Optional<String> cursor) {
        Cursor at = cursor.map(Cursor::parse).orElse(Cursor.START);
        List<JsonObject> rows = Json.object(fetch.apply(at.offset())).objects(field);
        Set<Long> ids = new HashSet<>();
        List<T> fresh = new ArrayList<>();
        for (JsonObject row : rows) {
            long id = row.integer("id")
                    .orElseThrow(() -> new DecodingException("Brevo sent a row of " + field + " without an id."));
            if (ids.add(id) && recent.stream().noneMatch(page -> page.contains(id))) fresh.add(decode.apply(row));
        }
        longest = Math.max(longest, rows.size());
        // An empty page is no end either, unless what stands before it is known.
        boolean moved = !recent.isEmpty() && fresh.size() == rows.size() && at.offset() > 0;
        // What lies between this page and the one before was missed: this page does not count, and is read again.
        if (moved) return new Page<>(List.of(), Optional.of(at.back(longest).toString()));
        if (fresh.isEmpty() && rows.size() <= OVERLAP) return Page.last(List.of());
        if (fresh.isEmpty() && ids.equals(recent.peekLast())) throw stalled();
        remember(ids);
        return new Page<>(fresh, Optional.of(at.next(rows.size()).toString()));
    }

    private void remember(Set<Long> ids) {
        recent.addLast(ids);
        if (recent.size() > REMEMBERED_PAGES) recent.removeFirst();
    }

    private DecodingException stalled() {
        return new DecodingException("Brevo sent the same page of " + field + " again for another offset: the list was "
                + "not read to its end. Try again; if it stays, report this to Brevo.");
    }

    /** An offset, and how often the reading did not move on, so that no cursor is the same as one before. */
    private record Cursor(long offset, int turns) {
        static final Cursor START = new Cursor(0, 0);

        static Cursor parse(String text) {
            String[] parts = text.split("/", 2);
            return new Cursor(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
        }

        Cursor next(int rows) {
            boolean moves = rows > OVERLAP;
            return new Cursor(moves ? offset + rows - OVERLAP : offset, moves ? turns : turns + 1);
        }

        Cursor back(int rows) {
            return new Cursor(Math.max(0, offset - Math.max(1, rows - OVERLAP)), turns + 1);
        }

        @Override
        public String toString() {
            return offset + "/" + turns;
        }
    }
}
