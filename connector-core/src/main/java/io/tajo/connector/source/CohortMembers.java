package io.tajo.connector.source;

import io.tajo.client.ClientException;
import io.tajo.client.InvalidRequestException;
import io.tajo.client.JsonObject;
import io.tajo.client.ServerException;
import io.tajo.connector.mapping.ComputedField;
import io.tajo.posthog.query.HogQl;
import io.tajo.posthog.query.QueryApi;
import io.tajo.posthog.query.QueryFailedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of some cohorts a person is in. For one thread. */
final class CohortMembers implements Enrichment {
    /** Under which a profile holds the ids of its cohorts. */
    static final String IDS = "cohort_ids";

    /** All streams together hold so many members, however many cohorts there are. */
    private static final int MEMBERS_HELD = 100_000;

    private static final int SMALLEST_PAGE = 1_000;

    private final QueryApi query;
    private final Map<Long, String> names;
    private final PersonRange range;
    private final FailedCohort failed;
    private final Optional<MergeCursor<JsonObject>> together;
    private final Map<Long, MergeCursor<JsonObject>> apart = new LinkedHashMap<>();

    /** Takes a cohort whose members can't be read. */
    @FunctionalInterface
    interface FailedCohort {
        void accept(long cohort, ClientException problem);
    }

    /**
     * Opens the members of all cohorts together, or of each apart where PostHog does not answer for all.
     *
     * @param query asks PostHog
     * @param names the cohorts' names by their ids
     * @param range which persons
     * @param failed is told of a cohort whose members can't be read; what it throws ends the reading
     */
    CohortMembers(QueryApi query, Map<Long, String> names, PersonRange range, FailedCohort failed) {
        this.query = query;
        this.names = names;
        this.range = range;
        this.failed = failed;
        this.together = names.size() > 1 ? together() : Optional.empty();
        if (together.isEmpty()) openApart();
    }

    private Optional<MergeCursor<JsonObject>> together() {
        HogQl text = range.narrow(
                "id",
                condition -> HogQl.of(names.keySet().stream()
                                .map(cohort -> "SELECT id, " + cohort + " AS cohort FROM persons WHERE id IN COHORT "
                                        + cohort + condition)
                                .collect(Collectors.joining(
                                        " UNION ALL ",
                                        "SELECT id, groupArray(cohort) AS cohorts FROM (",
                                        ") GROUP BY id")))
                        .keyset("id")
                        .named("members of " + names.size() + " cohorts")
                        .aggregate());
        MergeCursor<JsonObject> rows = rows(text);
        try {
            rows.begin();
            return Optional.of(rows);
        } catch (InvalidRequestException | ServerException | QueryFailedException e) {
            // One of them is broken, or all are too much at once: which one shows when each is read apart.
            return Optional.empty();
        }
    }

    private void openApart() {
        int fair = MEMBERS_HELD / Math.max(1, names.size());
        int page = Math.max(SMALLEST_PAGE, Math.min(HogQl.MAX_PAGE_SIZE, fair));
        for (Long cohort : names.keySet()) {
            HogQl text = range.narrow(
                    "id",
                    condition -> HogQl.of("SELECT id FROM persons WHERE id IN COHORT " + cohort + condition)
                            .keyset("id")
                            .pageSize(page)
                            .named("members of cohort " + cohort));
            apart.put(cohort, rows(text));
        }
    }

    private MergeCursor<JsonObject> rows(HogQl text) {
        return new MergeCursor<>(
                "members of cohorts",
                query.rows(text).iterator(),
                row -> row.text("id").orElse(null));
    }

    @Override
    public Set<String> fields() {
        return Set.of(ComputedField.COHORT_NAMES, IDS);
    }

    @Override
    public Map<String, Object> of(String person) {
        List<Long> ids = together.isPresent() ? idsOf(together.get(), person) : idsApart(person);
        if (ids.isEmpty()) return Map.of();
        List<String> known = ids.stream()
                .map(id -> names.getOrDefault(id, ""))
                .filter(name -> !name.isEmpty())
                .sorted()
                .toList();
        return known.isEmpty() ? Map.of(IDS, ids) : Map.of(IDS, ids, ComputedField.COHORT_NAMES, known);
    }

    private List<Long> idsOf(MergeCursor<JsonObject> rows, String person) {
        try {
            return rows.of(person).map(CohortMembers::cohorts).orElse(List.of());
        } catch (ClientException e) {
            names.keySet().forEach(cohort -> failed.accept(cohort, e));
            return List.of();
        }
    }

    private static List<Long> cohorts(JsonObject row) {
        return row.list("cohorts").orElse(List.of()).stream()
                .map(cohort -> ((Number) cohort).longValue())
                .sorted()
                .toList();
    }

    private List<Long> idsApart(String person) {
        return List.copyOf(apart.keySet()).stream()
                .filter(cohort -> isMember(cohort, person))
                .toList();
    }

    private boolean isMember(long cohort, String person) {
        try {
            MergeCursor<JsonObject> rows = apart.get(cohort);
            return rows != null && rows.of(person).isPresent();
        } catch (ClientException e) {
            failed.accept(cohort, e);
            apart.remove(cohort);
            return false;
        }
    }
}
