package io.tajo.posthog.internal;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.transport.StreamedRows;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One answer to a query: rows under the names of their columns. */
final class QueryPage implements Iterable<JsonObject> {
    private final StreamedRows rows;
    private final List<String> columns;

    QueryPage(StreamedRows rows) {
        this.rows = rows;
        this.columns = rows.envelope().list("columns").orElse(List.of()).stream()
                .map(String::valueOf)
                .toList();
        if (columns.isEmpty() && rows.count() > 0) {
            throw new DecodingException("PostHog answered a query with rows and without the names of their columns.");
        }
    }

    long size() {
        return rows.count();
    }

    @Override
    public Iterator<JsonObject> iterator() {
        Iterator<List<@Nullable Object>> values = rows.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return values.hasNext();
            }

            @Override
            public JsonObject next() {
                return named(values.next());
            }
        };
    }

    private JsonObject named(List<@Nullable Object> row) {
        if (row.size() != columns.size()) {
            throw new DecodingException("PostHog answered a query with a row of " + row.size() + " values for "
                    + columns.size() + " columns.");
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) fields.put(columns.get(i), row.get(i));
        return JsonObject.of(fields);
    }
}
