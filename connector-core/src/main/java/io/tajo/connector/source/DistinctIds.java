package io.tajo.connector.source;

import io.tajo.client.JsonObject;
import io.tajo.posthog.query.HogQl;
import io.tajo.posthog.query.QueryApi;
import java.util.Map;
import java.util.Set;

/**
 * The distinct id that decides each person's flags: of the ids that the application gave the smallest, and only where
 * there is none the smallest of the anonymous ids, which are UUIDs. It changes only when the person's ids do. For one
 * thread.
 */
final class DistinctIds implements Enrichment {
    /** Under which a profile holds the distinct id that flags are decided for. */
    static final String FIELD = "distinct_id";

    private static final String ANONYMOUS = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";

    private final MergeCursor<JsonObject> rows;

    DistinctIds(QueryApi query, PersonRange range) {
        HogQl text = range.narrow(
                "person_id",
                condition -> HogQl.of(
                                "SELECT person_id AS id, argMin(distinct_id, (match(distinct_id, {anonymous}), distinct_id)) "
                                        + "AS distinct_id FROM person_distinct_ids WHERE distinct_id != ''" + condition
                                        + " GROUP BY person_id")
                        .bind("anonymous", ANONYMOUS)
                        .keyset("id")
                        .named("distinct ids by person")
                        .aggregate());
        this.rows = new MergeCursor<>(
                "distinct ids",
                query.rows(text).iterator(),
                row -> row.text("id").orElse(null));
    }

    @Override
    public Set<String> fields() {
        return Set.of(FIELD);
    }

    @Override
    public Map<String, Object> of(String person) {
        return rows.of(person)
                .flatMap(row -> row.text(FIELD))
                .map(id -> Map.<String, Object>of(FIELD, id))
                .orElse(Map.of());
    }
}
