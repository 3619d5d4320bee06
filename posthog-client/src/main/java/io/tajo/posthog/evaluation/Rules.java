package io.tajo.posthog.evaluation;

import io.tajo.client.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Compiles filters to rules, and cohorts once each. For one thread and one set of definitions. */
final class Rules {
    private final JsonObject cohorts;
    private final Map<String, Integer> flags;
    private final boolean asText;
    private final Map<String, Rule> compiled = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();

    /**
     * Starts with a set of definitions.
     *
     * @param cohorts the cohorts by their numbers
     * @param flags the places of the flags by their keys
     * @param asText whether filters compare truth values as texts
     */
    Rules(JsonObject cohorts, Map<String, Integer> flags, boolean asText) {
        this.cohorts = cohorts;
        this.flags = flags;
        this.asText = asText;
    }

    Rule compile(JsonObject filter) {
        String type = filter.text("type").orElse("person");
        return switch (type) {
            case "cohort" -> membership(filter);
            case "flag" -> dependency(filter);
            case "person", "group" -> PropertyRule.of(filter, asText);
            default -> Rule.open(Match.UNKNOWN, "a condition of the type \"" + type + "\" is not known here");
        };
    }

    private Rule membership(JsonObject filter) {
        String id = filter.text("value").orElse("");
        Rule cohort = cohort(id);
        return switch (filter.text("operator").orElse("in")) {
            case "in", "exact" -> cohort;
            case "not_in" -> (entity, run) -> cohort.test(entity, run).negated();
            default -> Rule.open(Match.UNKNOWN, "the operator of cohort " + id + " is not known here");
        };
    }

    private Rule cohort(String id) {
        Rule done = compiled.get(id);
        if (done != null) return done;
        if (!cohorts.has(id)) {
            OptionalLong number = JsonObject.of(Map.of("id", id)).integer("id");
            return number.isPresent()
                    ? CohortRule.omitted(number.getAsLong())
                    : Rule.open(Match.SERVER, "a cohort is named by something that is no id");
        }
        if (!underWay.add(id)) return Rule.open(Match.SERVER, "cohort " + id + " rests on itself");
        Rule rule = group(cohorts.object(id).orElse(JsonObject.empty()));
        underWay.remove(id);
        compiled.put(id, rule);
        return rule;
    }

    private Rule group(JsonObject group) {
        List<JsonObject> values = group.objects("values");
        if (values.isEmpty()) return new RuleGroup(true, List.of());
        Optional<Boolean> all = all(group.text("type").orElse(""));
        if (all.isEmpty()) return Rule.open(Match.SERVER, "a cohort's rules are joined by neither AND nor OR");
        List<Rule> rules = new ArrayList<>();
        for (JsonObject value : values) rules.add(value.has("values") ? group(value) : leaf(value));
        return new RuleGroup(all.get(), List.copyOf(rules));
    }

    private Rule leaf(JsonObject filter) {
        Rule rule = compile(filter);
        if (!filter.bool("negation").orElse(false)) return rule;
        return (entity, run) -> rule.test(entity, run).negated();
    }

    private static Optional<Boolean> all(String type) {
        return switch (type) {
            case "AND", "property" -> Optional.of(true);
            case "OR" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private Rule dependency(JsonObject filter) {
        String key = filter.text("key").orElse("");
        if (!filter.text("operator").orElse("").equals("flag_evaluates_to")) return (entity, run) -> Match.NO;
        List<Object> chain = filter.list("dependency_chain").orElse(List.of());
        if (chain.isEmpty()) {
            return Rule.open(Match.UNKNOWN, "the flag \"" + key + "\" is in a circle, or its chain is missing");
        }
        int[] indexes = new int[chain.size()];
        for (int i = 0; i < indexes.length; i++) {
            Integer index = flags.get(String.valueOf(chain.get(i)));
            if (index == null) {
                return Rule.open(Match.UNKNOWN, "the flag \"" + key + "\" rests on one that is not in the definitions");
            }
            indexes[i] = index;
        }
        Integer target = flags.get(key);
        if (target == null) return Rule.open(Match.UNKNOWN, "the flag \"" + key + "\" is not in the definitions");
        return new FlagRule(indexes, target, filter.value("value").orElse(null), key);
    }
}
