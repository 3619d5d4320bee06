package io.tajo.connector.source;

import io.tajo.client.ConfigurationException;
import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.ExportSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.FunnelSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.QuerySync;
import io.tajo.connector.job.ReplaySync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.mapping.ComputedField.Scope;
import io.tajo.connector.mapping.FieldMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which job writes which attribute: two that wrote the same one would overwrite each other in every run. */
public final class AttributeOwners {
    private AttributeOwners() {}

    /**
     * Refuses jobs of which two write one attribute.
     *
     * @param jobs the jobs that run one after another
     * @param mapping the connector's mapping
     * @throws ConfigurationException with every such attribute and its jobs
     */
    public static void check(Collection<SyncJob> jobs, FieldMapper mapping) {
        Map<String, List<String>> owners = new TreeMap<>();
        for (SyncJob job : jobs) {
            Set<String> own = new LinkedHashSet<>();
            writes(job, mapping).forEach(name -> own.add(name.toUpperCase(Locale.ROOT)));
            // Two jobs may have one name and are two owners still.
            own.forEach(name ->
                    owners.computeIfAbsent(name, key -> new ArrayList<>()).add(job.name()));
        }
        String clashes = owners.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> entry.getKey() + " is written by " + String.join(" and ", entry.getValue()))
                .collect(Collectors.joining("; "));
        if (clashes.isEmpty()) return;
        throw new ConfigurationException(
                "An attribute has one owner: " + clashes + ". Let each job write to an attribute of its own.");
    }

    /**
     * Returns the attributes that jobs write.
     *
     * @param jobs the jobs
     * @param mapping the connector's mapping
     * @return the attributes, as far as they are known before the first row
     */
    public static Set<String> all(Collection<SyncJob> jobs, FieldMapper mapping) {
        Set<String> all = new LinkedHashSet<>();
        jobs.forEach(job -> all.addAll(writes(job, mapping)));
        return all;
    }

    private static Set<String> writes(SyncJob job, FieldMapper mapping) {
        Set<String> names = new LinkedHashSet<>();
        if (job instanceof PersonSync) names.addAll(mapped(mapping, Scope.PERSONS));
        if (job instanceof ExportSync export && export.events().isEmpty()) names.addAll(mapped(mapping, Scope.PERSONS));
        if (job instanceof ExportSync export) {
            export.events().ifPresent(events -> names.addAll(events.attributes().keySet()));
        }
        if (job instanceof CohortSync cohorts && cohorts.cohorts().isEmpty())
            names.addAll(mapped(mapping, Scope.COHORTS));
        if (job instanceof FlagSync flags) {
            names.addAll(mapped(mapping, Scope.FLAGS));
            flags.targets().values().forEach(target -> target.attribute().ifPresent(names::add));
        }
        if (job instanceof FunnelSync funnel) {
            names.addAll(mapped(mapping, Scope.FUNNELS));
            funnel.stageAttribute().ifPresent(names::add);
        }
        if (job instanceof ReplaySync replays) {
            names.addAll(mapped(mapping, Scope.REPLAYS));
            names.addAll(replays.attributes().values());
        }
        if (job instanceof QuerySync query) names.addAll(query.columns().keySet());
        if (job instanceof EventSync events) names.addAll(events.attributes().keySet());
        return names;
    }

    private static Set<String> mapped(FieldMapper mapping, Scope scope) {
        return JobMapping.of(mapping, scope).uses().writes().keySet();
    }
}
