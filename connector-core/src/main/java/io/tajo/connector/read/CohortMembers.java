package io.tajo.connector.read;

import io.tajo.client.ClientException;
import io.tajo.client.JsonObject;
import io.tajo.connector.mapping.ComputedField;
import io.tajo.posthog.query.HogQl;
import io.tajo.posthog.query.QueryApi;
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
    private final FailedCohort failed;
    private final Map<Long, SortedRows<JsonObject>> members = new LinkedHashMap<>();

    /** Takes a cohort whose members can't be read. */
    @FunctionalInterface
    interface FailedCohort {
        void accept(long cohort, ClientException problem);
    }

    /**
     * Opens the streams.
     *
     * @param query asks PostHog
     * @param names the cohorts' names by their ids
     * @param range which persons
     * @param failed is told of a cohort whose members can't be read; what it throws ends the reading
     */
    CohortMembers(QueryApi query, Map<Long, String> names, PersonRange range, FailedCohort failed) {
        this.names = names;
        this.failed = failed;
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
        List<Long> ids = List.copyOf(members.keySet()).stream()
                .filter(cohort -> isMember(cohort, person))
                .toList();
        if (ids.isEmpty()) return Map.of();
        List<String> known = ids.stream()
                .map(id -> names.getOrDefault(id, ""))
                .filter(name -> !name.isEmpty())
                .sorted()
                .toList();
        return known.isEmpty() ? Map.of(IDS, ids) : Map.of(IDS, ids, ComputedField.COHORT_NAMES, known);
    }

    private boolean isMember(long cohort, String person) {
        try {
            SortedRows<JsonObject> rows = members.get(cohort);
            return rows != null && rows.of(person).isPresent();
        } catch (ClientException e) {
            failed.accept(cohort, e);
            members.remove(cohort);
            return false;
        }
    }
}
