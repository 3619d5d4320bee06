package io.tajo.connector.read;

import io.tajo.client.JsonObject;
import io.tajo.posthog.query.HogQl;
import io.tajo.posthog.query.QueryApi;
import java.util.Map;
import java.util.Set;

/**
 * The smallest distinct id of each person: the one to go by where no event names a later one. Rows of an activity
 * overwrite it. For one thread.
 */
final class DistinctIds implements Companion {
    /** Under which a profile holds the distinct id that flags are decided for. */
    static final String FIELD = "distinct_id";

    private final SortedRows<JsonObject> rows;

    DistinctIds(QueryApi query) {
        HogQl text = HogQl.of("SELECT person_id AS id, min(distinct_id) AS distinct_id FROM person_distinct_ids "
                        + "GROUP BY person_id")
                .keyset("id")
                .named("distinct ids by person")
                .aggregate();
        this.rows = new SortedRows<>(
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
