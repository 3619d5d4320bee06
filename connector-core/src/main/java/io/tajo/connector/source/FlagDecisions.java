package io.tajo.connector.source;

import io.tajo.connector.mapping.ComputedField;
import io.tajo.connector.mapping.Profile;
import io.tajo.posthog.flags.FlagContext;
import io.tajo.posthog.flags.FlagValue;
import io.tajo.posthog.flags.LocalFlags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides flags for one person after another. */
final class FlagDecisions {
    private final LocalFlags flags;
    private final Set<String> keys;
    private final Set<String> properties;

    FlagDecisions(LocalFlags flags, Set<String> keys, Set<String> properties) {
        this.flags = flags;
        this.keys = Set.copyOf(keys);
        this.properties = Set.copyOf(properties);
    }

    /** Returns each flag's value for a person; none for a person without a distinct id. */
    Map<String, FlagValue> decide(Profile person) {
        return person.text(DistinctIds.FIELD)
                .filter(id -> !id.isEmpty())
                .map(id -> flags.evaluateAll(context(id, person)))
                .orElse(Map.of());
    }

    /** All that the flags ask for was read: what is not there the person does not have. */
    private FlagContext context(String distinctId, Profile person) {
        Map<String, @Nullable Object> known = new LinkedHashMap<>();
        for (String name : properties) {
            if (person.has(name)) known.put(name, person.own(name).orElse(null));
        }
        List<Long> cohorts = person.knows(CohortMembers.IDS)
                ? person.list(CohortMembers.IDS).orElse(List.of()).stream()
                        .map(Long.class::cast)
                        .toList()
                : List.of();
        return FlagContext.of(distinctId)
                .properties(known)
                .complete()
                .cohorts(cohorts)
                .keys(keys);
    }

    /** Returns what a mapping reads of a flag: a boolean, or the key of a variant. */
    static Map<String, Object> fields(Map<String, FlagValue> decisions) {
        return decisions.entrySet().stream()
                .filter(entry -> entry.getValue().isDecided())
                .collect(Collectors.toMap(
                        entry -> ComputedField.flag(entry.getKey()), entry -> field(entry.getValue())));
    }

    private static Object field(FlagValue value) {
        return value.variant().<Object>map(variant -> variant).orElse(value.isEnabled());
    }
}
