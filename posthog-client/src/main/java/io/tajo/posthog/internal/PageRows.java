package io.tajo.posthog.internal;

import io.tajo.client.JsonObject;
import io.tajo.posthog.query.HogQlRows.RowIterator;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rows of one page, asked for with the first of them. For one thread. */
final class PageRows implements RowIterator {
    private final Supplier<QueryPage> page;
    private @Nullable Iterator<JsonObject> rows;
    private Map<String, String> columnTypes = Map.of();

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

    @Override
    public Map<String, String> columnTypes() {
        return columnTypes;
    }

    private Iterator<JsonObject> rows() {
        Iterator<JsonObject> open = rows;
        if (open == null) {
            QueryPage only = page.get();
            columnTypes = only.types();
            open = only.iterator();
            rows = open;
        }
        return open;
    }
}
