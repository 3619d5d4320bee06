package io.tajo.posthog.internal;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.posthog.query.HogQl;
import io.tajo.posthog.query.HogQlRows.RowIterator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a query page by page behind the last key, to a page after which the server says that there is no more, or else to
 * an empty page: a server may clamp a page, so that a short one says nothing. For one thread.
 */
final class KeysetRows implements RowIterator {
    private static final Logger LOG = LoggerFactory.getLogger(KeysetRows.class);

    private final HogQl query;
    private final KeysetText text;
    private final PageReader reader;
    private Iterator<JsonObject> page = Collections.emptyIterator();
    private List<String> keyTypes = List.of();
    private Map<String, String> columnTypes = Map.of();
    private final Set<KeysetKey> pageEnds = new HashSet<>();
    private @Nullable KeysetKey last;
    private @Nullable JsonObject ready;
    private boolean keylessCounted;
    private boolean ended;
    private boolean warned;
    private long withoutKey;

    KeysetRows(QueryCalls calls, HogQl query) {
        this.query = query;
        this.text = new KeysetText(query);
        this.reader = new PageReader(calls, query);
        this.last = query.after().isEmpty() ? null : KeysetKey.of(query.after());
    }

    @Override
    public boolean hasNext() {
        while (ready == null && (page.hasNext() || !ended)) {
            if (page.hasNext()) {
                ready = keyed(page.next());
            } else {
                turnPage();
            }
        }
        if (ready == null) warnOfRowsWithoutKey();
        return ready != null;
    }

    @Override
    public JsonObject next() {
        if (!hasNext() || ready == null) throw new NoSuchElementException("the query has no more rows");
        JsonObject row = ready;
        ready = null;
        return row;
    }

    @Override
    public long withoutKey() {
        return withoutKey;
    }

    @Override
    public Map<String, String> columnTypes() {
        return columnTypes;
    }

    private void turnPage() {
        // The page that was read takes memory that the next one needs.
        page = Collections.emptyIterator();
        QueryPage next = nextPage();
        if (columnTypes.isEmpty()) columnTypes = next.types();
        ended = next.size() == 0 || next.isLast();
        keyTypes = next.types(query.keyset());
        page = next.iterator();
    }

    private QueryPage nextPage() {
        KeysetKey behind = last;
        if (behind == null) return firstPage();
        if (pageEnds.contains(behind)) throw samePageTwice();
        QueryPage next = reader.read(limit -> text.behind(behind, limit), text.values(behind));
        pageEnds.add(behind);
        return next;
    }

    private QueryPage firstPage() {
        if (withoutKey == 0) return reader.read(text::first, query.values());
        // The whole first page had no keys: there may be more such rows than it held.
        withoutKey = reader.read(limit -> text.countKeyless(), query.values()).number(KeysetText.KEYLESS);
        keylessCounted = true;
        return reader.read(text::keyed, query.values());
    }

    /** Returns the row, or null if it has no key. */
    private @Nullable JsonObject keyed(JsonObject row) {
        List<Object> parts = new ArrayList<>();
        for (String column : query.keyset()) {
            if (!row.has(column)) throw unusable("does not return the column " + column);
            row.value(column).ifPresent(parts::add);
        }
        if (parts.size() < query.keyset().size()) {
            if (last != null || keylessCounted) throw unusable("returned a row without a key where it can't be");
            withoutKey++;
            return null;
        }
        KeysetKey key = KeysetKey.of(parts, keyTypes);
        if (key.equals(last)) throw unusable("returned two rows with the same key");
        last = key;
        return row;
    }

    private void warnOfRowsWithoutKey() {
        if (withoutKey == 0 || warned) return;
        warned = true;
        LOG.warn("{} rows of the query \"{}\" have no {} and were left out", withoutKey, query.name(), columns());
    }

    private DecodingException unusable(String why) {
        return new DecodingException("The query \"" + query.name() + "\" is read by " + columns() + " and " + why
                + ": rows would be lost. Page by columns that it selects and that are unique together.");
    }

    private DecodingException samePageTwice() {
        return new DecodingException("PostHog sent the same page of the query \"" + query.name()
                + "\" twice: it would never end and was not read to its end. Try again; if it stays, report this to "
                + "PostHog.");
    }

    private String columns() {
        return String.join(", ", query.keyset());
    }
}
