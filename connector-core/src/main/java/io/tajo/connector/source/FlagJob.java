package io.tajo.connector.source;

import io.tajo.brevo.attributes.AttributeType;
import io.tajo.client.ConfigurationException;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.FlagTarget;
import io.tajo.connector.job.ListTarget;
import io.tajo.connector.mapping.ComputedField;
import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.connector.mapping.Profile;
import io.tajo.connector.mapping.TwoSources;
import io.tajo.posthog.cohorts.Cohort;
import io.tajo.posthog.cohorts.CohortQuery;
import io.tajo.posthog.flags.FeatureFlag;
import io.tajo.posthog.flags.FlagQuery;
import io.tajo.posthog.flags.FlagValue;
import io.tajo.posthog.flags.LocalFlags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What feature flags are for each person. */
final class FlagJob implements PersonJobReader {
    private final ReadContext sources;
    private final FlagSync job;
    private final JobMapping mapping;
    private final SkipRules rules;
    private final Map<String, FeatureFlag> flags = new LinkedHashMap<>();
    private final Map<Long, Cohort> cohorts = new LinkedHashMap<>();
    private final FlagNeeds needs;
    private final FlagDecisions decisions;
    private Decided decided = new Decided("", Map.of());

    /** What the flags are for the person that was read last. */
    private record Decided(String person, Map<String, FlagValue> values) {}

    FlagJob(ReadContext sources, FlagSync job) {
        this.sources = sources;
        this.job = job;
        this.rules = SkipRules.of(sources.mapping());
        this.mapping = JobMapping.of(sources.mapping(), ComputedField.Scope.FLAGS, sources.provided());
        refuseTwoSources();
        for (FeatureFlag flag : sources.postHog().flags().list(FlagQuery.all())) {
            if (!flag.deleted()) flags.put(flag.key(), flag);
        }
        Set<String> unknown = new LinkedHashSet<>(keys());
        unknown.removeAll(flags.keySet());
        if (!unknown.isEmpty()) throw unknown(unknown);
        for (Cohort cohort : sources.postHog().cohorts().list(CohortQuery.all())) cohorts.put(cohort.id(), cohort);
        this.needs = FlagNeeds.of(keys(), flags.values(), cohorts.values());
        LocalFlags local = job.asksServer()
                ? sources.postHog().flags().local().askingServer()
                : sources.postHog().flags().local();
        local.refresh();
        this.decisions = new FlagDecisions(local, keys(), needs.properties());
    }

    private void refuseTwoSources() {
        Set<String> mapped = mapping.uses().writes().keySet();
        job.targets()
                .forEach((key, target) -> target.attribute()
                        .filter(mapped::contains)
                        .ifPresent(attribute -> {
                            throw TwoSources.of(
                                    attribute,
                                    "the mapping",
                                    "the job's flag " + key,
                                    "Let one of them do without it.");
                        }));
    }

    private static ConfigurationException unknown(Set<String> keys) {
        return new ConfigurationException("PostHog has no feature flag " + String.join(", ", keys)
                + ". Take the key, not the name, from the flag's page under Feature flags.");
    }

    /** The flags that the job names, and those that the mapping reads. */
    private Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>(job.targets().keySet());
        for (String field : JobMapping.reads(sources.mapping(), sources.provided())) {
            if (ComputedField.scope(field) == ComputedField.Scope.FLAGS) keys.add(field.substring("flag:".length()));
        }
        return keys;
    }

    @Override
    public FieldUse uses() {
        Map<String, AttributeType> writes = new LinkedHashMap<>();
        job.targets().forEach((key, target) -> target.attribute().ifPresent(name -> writes.put(name, type(key))));
        FieldUse mapped = mapping.uses();
        return rules.addTo(mapped.and(FieldUse.of(needs.properties(), writes)));
    }

    private AttributeType type(String key) {
        FeatureFlag flag = flags.get(key);
        return flag == null || flag.variants().isEmpty() ? AttributeType.BOOLEAN : AttributeType.TEXT;
    }

    @Override
    public List<ListUse> lists() {
        List<ListUse> lists = new ArrayList<>();
        for (FlagTarget target : job.targets().values()) {
            target.list().ifPresent(list -> lists.add(new ListUse(ListTarget.of(list), job.mirrored())));
            target.variants().values().forEach(list -> lists.add(new ListUse(ListTarget.of(list), job.mirrored())));
        }
        return lists;
    }

    @Override
    public String source() {
        return job.targets().keySet().toString();
    }

    @Override
    public Profile enrich(Profile person) {
        decided = new Decided(person.id(), decisions.decide(person));
        return person.with(FlagDecisions.fields(decided.values()));
    }

    @Override
    public FieldMapper mapper(ListIds ids) {
        return rules.before((person, contact) -> {
            Map<String, FlagValue> values = decided.person().equals(person.id()) ? decided.values() : Map.of();
            job.targets().forEach((key, target) -> write(key, target, values.get(key), contact));
            mapping.map(person, contact);
        });
    }

    private void write(String key, FlagTarget target, @Nullable FlagValue value, ContactDraft contact) {
        if (value == null || !value.isDecided()) {
            String reason = "flag " + key + " can't be decided here: " + reason(value);
            target.attribute().ifPresent(name -> contact.omit(name, reason));
            target.list().ifPresent(contact::keepInList);
            target.variants().values().forEach(contact::keepInList);
            return;
        }
        target.attribute().ifPresent(name -> write(key, name, value, contact));
        if (value.isEnabled()) target.list().ifPresent(contact::joinList);
        value.variant().map(target.variants()::get).ifPresent(contact::joinList);
    }

    private void write(String key, String attribute, FlagValue value, ContactDraft contact) {
        if (type(key).equals(AttributeType.BOOLEAN)) {
            contact.set(attribute, value.isEnabled());
        } else {
            value.variant()
                    .ifPresentOrElse(variant -> contact.set(attribute, variant), () -> contact.clearOwn(attribute));
        }
    }

    private static String reason(@Nullable FlagValue value) {
        if (value instanceof FlagValue.Inconclusive open) return open.reason();
        if (value instanceof FlagValue.NeedsServer open) return open.reason();
        return "the person has no distinct id";
    }

    @Override
    public Map<Long, String> cohorts() {
        return needs.cohorts().stream().collect(Collectors.toMap(id -> id, id -> ""));
    }

    @Override
    public List<Enrichment> enrichments(PersonRange range) {
        return List.of(new DistinctIds(sources.postHog().query(), range));
    }
}
