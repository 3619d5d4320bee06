package io.tajo.posthog.internal;

import io.tajo.client.BodyTooLargeException;
import io.tajo.client.ClientException;
import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.ServerException;
import io.tajo.posthog.query.HogQl;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a query page by page behind the last key, to an empty page: a server may clamp a page, so that a short one says
 * nothing. What is too much for PostHog is asked for in smaller pages, then asynchronously. For one thread.
 */
final class KeysetRows implements Iterator<JsonObject> {
    /** Halving from 50,000 to here costs a few calls; below, the time goes into the scan, not into the rows. */
    private static final int SMALLEST_TIMELY_PAGE = 5_000;
    /** An answer that can't be read is asked for again so often before the reading fails. */
    private static final int READS_OF_A_BROKEN_PAGE = 3;

    private final QueryCalls calls;
    private final HogQl query;
    private int pageSize;
    private boolean async;
    private Iterator<JsonObject> page = Collections.emptyIterator();
    private final Set<Object> pageEnds = new HashSet<>();
    private @Nullable Object after;
    private boolean ended;

    KeysetRows(QueryCalls calls, HogQl query) {
        this.calls = calls;
        this.query = query;
        this.pageSize = query.pageSize();
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext() && !ended) turnPage();
        return page.hasNext();
    }

    @Override
    public JsonObject next() {
        if (!hasNext()) throw new NoSuchElementException("the query has no more rows");
        JsonObject row = page.next();
        if (!query.keyset().isEmpty()) moveOn(row);
        return row;
    }

    private void turnPage() {
        if (after != null && pageEnds.contains(after)) {
            throw new DecodingException("PostHog sent the same page of the query \"" + query.name()
                    + "\" twice: it would never end and was not read to its end. Try again; if it stays, report this to "
                    + "PostHog.");
        }
        QueryPage next = fetch();
        if (after != null) pageEnds.add(after);
        ended = next.size() == 0 || query.keyset().isEmpty();
        page = next.iterator();
    }

    private void moveOn(JsonObject row) {
        String column = query.keyset().get(0);
        Object key = row.value(column).orElseThrow(() -> unusable(column, "is missing or null in a row"));
        if (key.equals(after)) throw unusable(column, "has the same value in two rows");
        after = key;
    }

    private DecodingException unusable(String column, String why) {
        return new DecodingException("The query \"" + query.name() + "\" is read by the column " + column + ", which "
                + why + ": rows would be lost. Page by a column that is unique and never null.");
    }

    private QueryPage fetch() {
        int broken = 0;
        while (true) {
            try {
                return fetchOnce();
            } catch (BodyTooLargeException e) {
                if (!halve(1)) throw e;
            } catch (DecodingException e) {
                if (++broken == READS_OF_A_BROKEN_PAGE) throw e;
            } catch (ServerException e) {
                if (!QueryCalls.TOO_LARGE.contains(e.status()) || !easeLoad()) throw e;
            }
        }
    }

    private QueryPage fetchOnce() throws ClientException {
        boolean paged = !query.keyset().isEmpty();
        String text = paged ? KeysetText.page(query, after == null, pageSize) : query.text();
        var values = KeysetText.values(query, after);
        return async ? calls.async(text, values, query.name()) : calls.blocking(text, values, query.name());
    }

    private boolean easeLoad() {
        // A LIMIT does not shorten an aggregate's scan.
        if (!query.isAggregate() && halve(SMALLEST_TIMELY_PAGE)) return true;
        if (async) return false;
        async = true;
        return true;
    }

    private boolean halve(int smallest) {
        if (query.keyset().isEmpty() || pageSize / 2 < smallest) return false;
        pageSize /= 2;
        return true;
    }
}
