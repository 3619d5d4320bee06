package io.tajo.connector.source;

import io.tajo.posthog.cohorts.Cohort;
import io.tajo.posthog.flags.FeatureFlag;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a person to decide some flags: walks through their conditions, into the cohorts and the other
 * flags that those name. For one thread.
 */
final class FlagNeeds {
    private final Map<Long, Cohort> cohortsById = new LinkedHashMap<>();
    private final Map<String, FeatureFlag> flagsByKey = new LinkedHashMap<>();
    private final Set<String> properties = new LinkedHashSet<>();
    private final Set<Long> cohorts = new LinkedHashSet<>();
    private final Set<String> walked = new HashSet<>();

    private FlagNeeds(Collection<FeatureFlag> flags, Collection<Cohort> cohorts) {
        cohorts.forEach(cohort -> cohortsById.put(cohort.id(), cohort));
        for (FeatureFlag flag : flags) {
            flagsByKey.put(flag.key(), flag);
            // Conditions name other flags by their number.
            flagsByKey.put(String.valueOf(flag.id()), flag);
        }
    }

    static FlagNeeds of(Set<String> keys, Collection<FeatureFlag> flags, Collection<Cohort> cohorts) {
        FlagNeeds needs = new FlagNeeds(flags, cohorts);
        keys.forEach(needs::walkFlag);
        return needs;
    }

    /** Returns the properties of persons that conditions compare. */
    Set<String> properties() {
        return properties;
    }

    /** Returns the cohorts that conditions name. */
    Set<Long> cohorts() {
        return cohorts;
    }

    private void walkFlag(String key) {
        FeatureFlag flag = flagsByKey.get(key);
        if (flag == null || !walked.add(flag.key())) return;
        // A person's own choice about an early access feature decides before any condition.
        if (flag.filters().bool("feature_enrollment").orElse(false)) {
            properties.add("$feature_enrollment/" + flag.key());
        }
        walk(flag.filters().toMap());
    }

    private void walkCohort(String id) {
        if (!id.matches("\\d{1,18}")) return;
        long number = Long.parseLong(id);
        Cohort cohort = cohortsById.get(number);
        if (cohorts.add(number) && cohort != null) walk(cohort.filters().toMap());
    }

    private void walk(@Nullable Object json) {
        if (json instanceof List<?> many) many.forEach(this::walk);
        if (!(json instanceof Map<?, ?> node)) return;
        if (node.get("key") instanceof String key && !(node.get("rollout_percentage") instanceof Number)) {
            condition(String.valueOf(node.get("type")), key, node.get("value"));
        }
        node.values().forEach(this::walk);
    }

    private void condition(String type, String key, @Nullable Object value) {
        switch (type) {
            case "cohort" -> walkCohort(String.valueOf(value));
            case "flag" -> walkFlag(key);
            case "person", "null" -> properties.add(key);
            default -> {
                // Groups, events and what may come: no property of a person decides about them.
            }
        }
    }
}
