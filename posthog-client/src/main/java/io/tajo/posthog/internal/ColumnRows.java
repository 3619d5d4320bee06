package io.tajo.posthog.internal;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows that come as arrays, under the names of their columns. */
final class ColumnRows {
    private ColumnRows() {}

    static List<JsonObject> read(JsonObject body) {
        List<Object> rows = body.list("results")
                .orElseThrow(() -> new DecodingException("PostHog answered a query without results. Try again."));
        List<String> columns = names(body);
        List<JsonObject> named = new ArrayList<>();
        for (Object row : rows) {
            if (!(row instanceof List<?> values)) {
                throw new DecodingException("PostHog answered a query with a row that is no array.");
            }
            named.add(named(columns, values));
        }
        return named;
    }

    static List<String> names(JsonObject envelope) {
        return envelope.list("columns").orElse(List.of()).stream()
                .map(String::valueOf)
                .toList();
    }

    static JsonObject named(List<String> columns, List<? extends @Nullable Object> row) {
        if (row.size() != columns.size()) {
            throw new DecodingException("PostHog answered a query with a row of " + row.size() + " values for "
                    + columns.size() + " columns.");
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) fields.put(columns.get(i), row.get(i));
        return JsonObject.of(fields);
    }
}
