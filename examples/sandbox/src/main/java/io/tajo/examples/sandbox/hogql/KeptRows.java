package io.tajo.examples.sandbox.hogql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Sorted rows that the next page of a reader needs again, of a few readers at once. Safe for any thread. */
final class KeptRows {
    private static final int MOST = 8;

    private final Map<Key, SortedRows> kept = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * What rows are kept under. A query has its values in it, and {@code now()} too.
     *
     * @param query the query
     * @param keys the columns of the order
     * @param version the state of the tables
     */
    private record Key(Select query, List<String> keys, long version) {}

    SortedRows get(KeysetPage page, long version, Supplier<Result> answer) {
        Key key = new Key(page.inner(), page.keys(), version);
        synchronized (kept) {
            SortedRows rows = kept.get(key);
            if (rows != null) return rows;
        }
        SortedRows rows = new SortedRows(answer.get(), page.keys());
        synchronized (kept) {
            kept.keySet().removeIf(other -> other.version() != version);
            kept.put(key, rows);
            if (kept.size() > MOST) kept.remove(kept.keySet().iterator().next());
        }
        return rows;
    }
}
