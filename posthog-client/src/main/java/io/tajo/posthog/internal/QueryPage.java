package io.tajo.posthog.internal;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.transport.Answer;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.StreamedRows;
import io.tajo.posthog.query.HogQl;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One answer to a query: rows under the names of their columns. */
final class QueryPage implements Iterable<JsonObject> {
    private final StreamedRows rows;
    private final List<String> columns;

    QueryPage(Answer answer) {
        this(Json.rows(answer, "results"));
    }

    QueryPage(StreamedRows rows) {
        this.rows = rows;
        this.columns = ColumnRows.names(rows.envelope());
        if (columns.isEmpty() && rows.count() > 0) {
            throw new DecodingException("PostHog answered a query with rows and without the names of their columns.");
        }
    }

    /** Returns ClickHouse's types of some columns; an unknown one is empty text. */
    List<String> types(List<String> wanted) {
        Map<String, String> types = types();
        return wanted.stream().map(column -> types.getOrDefault(column, "")).toList();
    }

    /** Returns ClickHouse's types by column; empty if PostHog did not say. */
    Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        for (Object type : rows.envelope().list("types").orElse(List.of())) {
            if (type instanceof List<?> pair && pair.size() == 2) {
                types.put(String.valueOf(pair.get(0)), String.valueOf(pair.get(1)));
            }
        }
        return types;
    }

    /** Returns the number that is all there is on this page. */
    long number(String column) {
        Iterator<JsonObject> only = iterator();
        if (!only.hasNext()) throw new DecodingException("PostHog answered a count with no row.");
        return only.next()
                .integer(column)
                .orElseThrow(() -> new DecodingException("PostHog answered a count with no number."));
    }

    /**
     * Returns this page if it holds all rows of a query that has no next page. Without a LIMIT PostHog says that it holds
     * rows back; a LIMIT above the most that it returns at once it cuts in silence.
     */
    QueryPage whole(OptionalLong limit) {
        boolean more = rows.envelope().bool("hasMore").orElse(false);
        boolean cut = rows.count() >= HogQl.MAX_PAGE_SIZE && limit.orElse(Long.MAX_VALUE) > HogQl.MAX_PAGE_SIZE;
        if (!more && !cut) return this;
        throw new DecodingException("PostHog returned the first " + rows.count() + " rows of a query and holds back "
                + "more. Give the text a LIMIT of at most " + HogQl.MAX_PAGE_SIZE
                + ", or read by a unique column: keyset(\"id\").");
    }

    /** Returns whether the answer says that there are no rows behind this page; where it does not say, that is not known. */
    boolean isLast() {
        return rows.envelope().bool("hasMore").map(more -> !more).orElse(false);
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
                return ColumnRows.named(columns, values.next());
            }
        };
    }
}
