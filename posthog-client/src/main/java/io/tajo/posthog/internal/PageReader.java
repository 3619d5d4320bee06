package io.tajo.posthog.internal;

import io.tajo.client.BodyTooLargeException;
import io.tajo.client.DecodingException;
import io.tajo.client.ServerException;
import io.tajo.posthog.query.HogQl;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads one page after another of a query. What is too much for PostHog is asked for in smaller pages, then
 * asynchronously; what can't be read is asked for again. For one thread.
 */
final class PageReader {
    /** Halving from 50,000 to here costs a few calls; below, the time goes into the scan, not into the rows. */
    private static final int SMALLEST_TIMELY_PAGE = 5_000;
    /** An answer that can't be read is asked for again so often before the reading fails. */
    private static final int READS_OF_A_BROKEN_PAGE = 3;

    private final QueryCalls calls;
    private final HogQl query;
    private int pageSize;
    private boolean async;

    PageReader(QueryCalls calls, HogQl query) {
        this.calls = calls;
        this.query = query;
        this.pageSize = query.pageSize();
    }

    /** Reads a page whose text is made for the size that PostHog can answer. */
    QueryPage read(IntFunction<String> text, Map<String, @Nullable Object> values) {
        int broken = 0;
        while (true) {
            try {
                return readOnce(text.apply(pageSize), values);
            } catch (BodyTooLargeException e) {
                if (!halve(1)) throw e;
            } catch (DecodingException e) {
                if (++broken == READS_OF_A_BROKEN_PAGE) throw e;
            } catch (ServerException e) {
                if (!QueryCalls.TOO_LARGE.contains(e.status()) || !easeLoad()) throw e;
            }
        }
    }

    private QueryPage readOnce(String text, Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> hogQl = QueryCalls.hogQl(text, values);
        if (!async) return new QueryPage(calls.blocking(hogQl, query.name()));
        return new HttpRunningQuery(calls, calls.start(hogQl, query.name())).page();
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
