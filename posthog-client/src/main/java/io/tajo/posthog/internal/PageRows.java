package io.tajo.posthog.internal;

import io.tajo.client.JsonObject;
import io.tajo.posthog.query.HogQlRows.RowIterator;
import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rows of one page, asked for with the first of them. For one thread. */
final class PageRows implements RowIterator {
    private final Supplier<QueryPage> page;
    private @Nullable Iterator<JsonObject> rows;

    PageRows(Supplier<QueryPage> page) {
        this.page = page;
    }

    @Override
    public boolean hasNext() {
        return rows().hasNext();
    }

    @Override
    public JsonObject next() {
        return rows().next();
    }

    @Override
    public long withoutKey() {
        return 0;
    }

    private Iterator<JsonObject> rows() {
        Iterator<JsonObject> open = rows;
        if (open == null) {
            open = page.get().iterator();
            rows = open;
        }
        return open;
    }
}
