package io.tajo.connector.source;

import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.ListTarget;
import io.tajo.connector.job.Mirror;
import io.tajo.connector.mapping.ComputedField;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.posthog.cohorts.CalculationState;
import io.tajo.posthog.cohorts.Cohort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The members of cohorts: a list for each, and the names of all for each person. */
final class CohortJob implements PersonJobReader {
    private final ReadContext sources;
    private final CohortSync job;
    private final CohortChoice choice;
    private final List<Cohort> cohorts;
    private final Map<Long, ListTarget> lists;
    private final JobMapping mapping;
    private final SkipRules rules;

    CohortJob(ReadContext sources, CohortSync job) {
        this.sources = sources;
        this.job = job;
        this.rules = SkipRules.of(sources.mapping());
        this.choice = new CohortChoice(sources, job);
        this.cohorts = choice.find();
        this.lists = choice.lists(cohorts);
        JobMapping all = JobMapping.of(sources.mapping(), ComputedField.Scope.COHORTS, sources.provided());
        // The names of some cohorts would overwrite the names of all.
        this.mapping = job.cohorts().isEmpty() ? all : all.withoutParts();
    }

    @Override
    public FieldUse uses() {
        return rules.addTo(mapping.uses());
    }

    @Override
    public List<ListUse> lists() {
        List<ListUse> uses = new ArrayList<>();
        for (Cohort cohort : cohorts) {
            Optional<Mirror> mirror = job.mirrored().filter(asked -> cohort.state() == CalculationState.READY);
            ListTarget list = lists.get(cohort.id());
            if (list != null) uses.add(new ListUse(list, mirror));
        }
        return uses;
    }

    @Override
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>(choice.remarks());
        cohorts.stream()
                .filter(cohort -> cohort.state() != CalculationState.READY)
                .map(cohort -> "cohort " + cohort.id() + " is "
                        + cohort.state().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + ": its members are those of its last calculation, and none is removed from its list")
                .forEach(remarks::add);
        return remarks;
    }

    @Override
    public String source() {
        return job.cohorts().toString();
    }

    @Override
    public FieldMapper mapper(ListIds ids) {
        return rules.before(mapping.andThen(
                (person, contact) -> person.list(CohortMembers.IDS).orElse(List.of()).stream()
                        .map(cohort -> lists.get((Long) cohort))
                        .filter(Objects::nonNull)
                        .forEach(list -> ids.of(list).ifPresent(contact::joinList))));
    }

    @Override
    public boolean readsCohorts() {
        return true;
    }

    @Override
    public Map<Long, String> cohorts() {
        boolean namesAreRead = job.cohorts().isEmpty()
                && JobMapping.reads(sources.mapping(), sources.provided()).contains(ComputedField.COHORT_NAMES);
        Map<Long, String> names = new LinkedHashMap<>();
        for (Cohort cohort : cohorts) {
            boolean needed = namesAreRead || lists.containsKey(cohort.id());
            if (needed) names.put(cohort.id(), CohortChoice.name(cohort));
        }
        return names;
    }
}
