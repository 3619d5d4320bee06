package io.tajo.connector.source;

import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.ExportSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.FunnelSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.ReplaySync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.mapping.ComputedField;
import io.tajo.connector.mapping.ComputedField.Scope;
import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.FieldUse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Looks at a mapping before the first row: what it does not declare, and what no job provides. Stateless. */
public final class MappingCheck {
    private MappingCheck() {}

    /**
     * Calls each part of a mapping once for a person without values.
     *
     * @param mapping the mapping
     * @return attributes that a part wrote though no part declares them: they are not created where Brevo lacks them
     * @throws io.tajo.client.ConfigurationException if a part reads a field that is not declared
     */
    public static Set<String> undeclaredWrites(FieldMapper mapping) {
        Set<String> undeclared = new TreeSet<>();
        for (Scope scope : Scope.values()) {
            ContactDraft draft = JobMapping.of(mapping, scope).mapNobody();
            undeclared.addAll(draft.attributes().keySet());
        }
        for (String declared : mapping.uses().writes().keySet()) undeclared.remove(declared.toUpperCase(Locale.ROOT));
        return undeclared;
    }

    /**
     * Finds the fields that no job of a run provides.
     *
     * @param mapping the mapping
     * @param jobs the jobs of the run
     * @return a remark for each such field; none for jobs that have nothing to do with it
     */
    public static List<String> unprovided(FieldMapper mapping, Collection<SyncJob> jobs) {
        List<String> remarks = new ArrayList<>();
        for (FieldMapper part : mapping.parts()) {
            FieldUse use = part.uses();
            for (String field : use.reads()) {
                Scope scope = ComputedField.scope(field);
                boolean special = scope != Scope.PERSONS || field.equals(ComputedField.RECENT_EVENTS);
                if (!special || !concerns(jobs, scope) || jobs.stream().anyMatch(job -> provides(job, field))) continue;
                remarks.add("The mapping reads " + field
                        + (use.writes().isEmpty()
                                ? ""
                                : " for " + String.join(", ", use.writes().keySet()))
                        + ", which no job of this run provides: " + provider(scope)
                        + " does. What Brevo holds there stays as it is.");
            }
        }
        return remarks;
    }

    /** A single job of another kind was never meant to provide the field. */
    private static boolean concerns(Collection<SyncJob> jobs, Scope scope) {
        return jobs.size() > 1
                || jobs.stream()
                        .anyMatch(job -> job instanceof PersonSync
                                || (job instanceof ExportSync export
                                        && export.events().isEmpty())
                                || (job instanceof CohortSync && scope == Scope.COHORTS));
    }

    private static boolean provides(SyncJob job, String field) {
        return switch (ComputedField.scope(field)) {
            case COHORTS ->
                job instanceof CohortSync cohorts && cohorts.cohorts().isEmpty();
            case FLAGS -> job instanceof FlagSync;
            case FUNNELS -> job instanceof FunnelSync;
            case REPLAYS -> job instanceof ReplaySync;
            case PERSONS ->
                job instanceof PersonSync persons && persons.engagement().isAsked();
        };
    }

    private static String provider(Scope scope) {
        return switch (scope) {
            case COHORTS -> "a job over all cohorts (CohortSync.all())";
            case FLAGS -> "a job of feature flags (FlagSync)";
            case FUNNELS -> "a funnel job (FunnelSync)";
            case REPLAYS -> "a job of session replays (ReplaySync)";
            case PERSONS -> "a persons job with lists of active or power users";
        };
    }
}
