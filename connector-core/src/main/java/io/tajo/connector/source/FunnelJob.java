package io.tajo.connector.source;

import io.tajo.connector.job.FunnelSync;
import io.tajo.connector.job.ListTarget;
import io.tajo.connector.mapping.ComputedField;
import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.connector.mapping.Profile;
import java.util.ArrayList;
import java.util.List;

/** Who reached which step of a funnel. */
final class FunnelJob implements PersonJobReader {
    private final FunnelSync job;
    private final FunnelSource funnel;
    private final JobMapping mapping;
    private final SkipRules rules;

    FunnelJob(ReadContext sources, FunnelSync job) {
        this.job = job;
        this.rules = SkipRules.of(sources.mapping());
        this.funnel = new FunnelSource(sources.postHog(), job);
        FieldMapping.Builder own = FieldMapping.builder();
        own.address(sources.mapping().uses().address());
        job.stageAttribute().ifPresent(attribute -> own.map(ComputedField.FUNNEL_STAGE, attribute));
        this.mapping =
                JobMapping.of(own.build().andThen(sources.mapping()), ComputedField.Scope.FUNNELS, sources.provided());
    }

    @Override
    public FieldUse uses() {
        return rules.addTo(mapping.uses());
    }

    @Override
    public List<ListUse> lists() {
        List<ListUse> lists = new ArrayList<>();
        job.list().ifPresent(list -> lists.add(new ListUse(ListTarget.of(list), job.mirrored())));
        return lists;
    }

    @Override
    public String source() {
        return job.insight() + " " + job.steps() + " " + job.lastDays() + " " + job.within() + " " + job.reachedStep()
                + " " + job.droppedBeforeStep();
    }

    @Override
    public FieldMapper mapper(ListIds ids) {
        return rules.before(mapping.andThen(this::joinByPlace));
    }

    private void joinByPlace(Profile person, ContactDraft contact) {
        long furthest = person.integer(FunnelStages.FURTHEST).orElse(0);
        boolean belongs = job.droppedBeforeStep().isPresent()
                ? furthest == job.droppedBeforeStep().getAsInt() - 1
                : furthest >= job.reachedStep().orElse(1);
        if (belongs) job.list().ifPresent(contact::joinList);
    }

    @Override
    public List<Enrichment> enrichments(PersonRange range) {
        return List.of(new FunnelStages(funnel, range));
    }
}
