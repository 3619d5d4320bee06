package io.tajo.posthog.internal;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.Page;
import io.tajo.client.Paginator.PageSource;
import io.tajo.posthog.query.ActorsQuery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pages of actors by offset, in the order of their ids. A page may lack persons that PostHog no longer finds, so that a
 * short one says nothing; a person who moved into the next page is handed out once. For one traversal.
 */
final class ActorPages implements PageSource<JsonObject> {
    private final QueryCalls calls;
    private final ActorsQuery query;
    private final PageSize size;
    /** The last page that was not empty: in the order of ids, a person who moved is on it. */
    private Set<String> lastPage = Set.of();

    ActorPages(QueryCalls calls, ActorsQuery query) {
        this.calls = calls;
        this.query = query;
        this.size = new PageSize(query.pageSize());
    }

    @Override
    public Page<JsonObject> fetch(Optional<String> cursor) {
        long offset = cursor.map(Long::parseLong).orElse(0L);
        JsonObject body = size.halvedWhereTooLarge(limit -> page(offset, limit));
        List<JsonObject> rows = ColumnRows.read(body);
        List<JsonObject> fresh = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonObject row : rows) {
            String id = row.text("id").orElseThrow(() -> new DecodingException("PostHog sent an actor without an id."));
            if (seen.add(id) && !lastPage.contains(id)) fresh.add(row);
        }
        if (!seen.isEmpty()) lastPage = seen;
        boolean more = body.bool("hasMore").orElse(!rows.isEmpty());
        return new Page<>(fresh, more ? Optional.of(String.valueOf(offset + step(body))) : Optional.empty());
    }

    private JsonObject page(long offset, int limit) {
        Map<String, @Nullable Object> page = new LinkedHashMap<>(query.toMap());
        page.put("limit", limit);
        page.put("offset", offset);
        return calls.body(page, "actors");
    }

    /** A server that clamps the limit says so, and its next page starts earlier. */
    private long step(JsonObject body) {
        OptionalLong limit = body.integer("limit");
        boolean clamped = limit.isPresent() && limit.getAsLong() > 0 && limit.getAsLong() < size.limit();
        return clamped ? limit.getAsLong() : size.limit();
    }
}
