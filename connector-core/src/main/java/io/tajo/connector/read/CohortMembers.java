package io.tajo.connector.read;

import io.tajo.client.JsonObject;
import io.tajo.connector.mapping.ComputedField;
import io.tajo.posthog.query.HogQl;
import io.tajo.posthog.query.QueryApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which of some cohorts a person is in. For one thread. */
final class CohortMembers implements Companion {
    /** Under which a profile holds the ids of its cohorts. */
    static final String IDS = "cohort_ids";

    /** All streams together hold so many members, however many cohorts there are. */
    private static final int MEMBERS_HELD = 100_000;

    private static final int SMALLEST_PAGE = 1_000;

    private final Map<Long, String> names;
    private final Map<Long, SortedRows<JsonObject>> members = new LinkedHashMap<>();

    /**
     * Opens the streams.
     *
     * @param query asks PostHog
     * @param names the cohorts' names by their ids
     * @param range which persons
     */
    CohortMembers(QueryApi query, Map<Long, String> names, PersonRange range) {
        this.names = names;
        int fair = MEMBERS_HELD / Math.max(1, names.size());
        int page = Math.max(SMALLEST_PAGE, Math.min(HogQl.MAX_PAGE_SIZE, fair));
        for (Long cohort : names.keySet()) {
            HogQl text = range.narrow(
                    "id",
                    condition -> HogQl.of("SELECT id FROM persons WHERE id IN COHORT " + cohort + condition)
                            .keyset("id")
                            .pageSize(page)
                            .named("members of cohort " + cohort));
            members.put(
                    cohort,
                    new SortedRows<>(
                            "members of a cohort",
                            query.rows(text).iterator(),
                            row -> row.text("id").orElse(null)));
        }
    }

    @Override
    public Set<String> fields() {
        return Set.of(ComputedField.COHORT_NAMES, IDS);
    }

    @Override
    public Map<String, Object> of(String person) {
        List<Long> ids = new ArrayList<>();
        members.forEach((cohort, rows) -> {
            if (rows.of(person).isPresent()) ids.add(cohort);
        });
        if (ids.isEmpty()) return Map.of();
        List<String> known =
                ids.stream().map(id -> names.getOrDefault(id, "")).sorted().toList();
        return Map.of(IDS, ids, ComputedField.COHORT_NAMES, known);
    }
}
