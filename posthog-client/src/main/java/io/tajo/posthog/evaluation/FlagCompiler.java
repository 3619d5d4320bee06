package io.tajo.posthog.evaluation;

import io.tajo.client.JsonObject;
import io.tajo.posthog.flags.FlagValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compiles one flag after another. For one thread and one set of definitions. */
final class FlagCompiler {
    private static final String GROUP_INDEX = "aggregation_group_type_index";
    private static final FlagValue OFF = new FlagValue.Off();
    private static final FlagValue CONTINUOUS = new FlagValue.Inconclusive(
            "the flag keeps a person's value across a login (experience continuity), which only the server knows");
    private static final FlagValue UNKNOWN_GROUP =
            new FlagValue.Inconclusive("the flag is about a group type that the definitions don't name");

    private final Rules rules;
    private final JsonObject groupTypes;

    FlagCompiler(Rules rules, JsonObject groupTypes) {
        this.rules = rules;
        this.groupTypes = groupTypes;
    }

    CompiledFlag compile(String key, JsonObject flag) {
        JsonObject filters = flag.object("filters").orElse(JsonObject.empty());
        Variants variants = Variants.of(
                filters.object("multivariate").orElse(JsonObject.empty()).objects("variants"));
        List<Condition> conditions = new ArrayList<>();
        for (JsonObject condition : filters.objects("groups")) {
            conditions.add(condition(condition, filters.text(GROUP_INDEX), variants));
        }
        return new CompiledFlag(
                audience(flag, filters),
                isActive(flag) ? enrolment(key, filters, variants) : null,
                filters.object("holdout").flatMap(FlagCompiler::holdout).orElse(null),
                List.copyOf(conditions),
                variants,
                (key + ".").getBytes(StandardCharsets.UTF_8),
                filters.bool("early_exit").orElse(false));
    }

    private static boolean isActive(JsonObject flag) {
        return flag.bool("active").orElse(true);
    }

    /** Of the older form, which holds conditions, PostHog reads the first. */
    private @Nullable Enrolment enrolment(String key, JsonObject filters, Variants variants) {
        if (filters.bool("feature_enrollment").orElse(false)) return Enrolment.of(key);
        List<JsonObject> older = filters.objects("super_groups");
        if (older.isEmpty()) return null;
        List<String> properties = older.get(0).objects("properties").stream()
                .flatMap(property -> property.text("key").stream())
                .toList();
        return properties.isEmpty()
                ? null
                : new Enrolment(properties, condition(older.get(0), Optional.empty(), variants));
    }

    /** The older {@code holdout_groups} are ignored, as by PostHog's service. */
    private static Optional<Holdout> holdout(JsonObject holdout) {
        return holdout.decimal("exclusion_percentage")
                .map(percent -> new Holdout(
                        new FlagValue.Variant("holdout-" + holdout.text("id").orElse("")),
                        percent.doubleValue() / 100.0));
    }

    private Audience audience(JsonObject flag, JsonObject filters) {
        if (!isActive(flag)) return Audience.nobody(OFF);
        if (flag.bool("ensure_experience_continuity").orElse(false)) return Audience.nobody(CONTINUOUS);
        Optional<String> group = filters.text(GROUP_INDEX);
        if (group.isPresent()) {
            return groupTypes.text(group.get()).map(Audience::groups).orElseGet(() -> Audience.nobody(UNKNOWN_GROUP));
        }
        return flag.text("bucketing_identifier").orElse("").equals("device_id")
                ? Audience.devices()
                : Audience.persons();
    }

    private Condition condition(JsonObject condition, Optional<String> flagGroup, Variants variants) {
        // A condition without a group type of its own has that of the flag.
        Optional<String> group = condition.text(GROUP_INDEX).filter(index -> !flagGroup.equals(Optional.of(index)));
        Optional<String> type = group.flatMap(groupTypes::text);
        return new Condition(
                condition.objects("properties").stream().map(rules::compile).toList(),
                condition
                                .decimal("rollout_percentage")
                                .orElse(BigDecimal.valueOf(100))
                                .doubleValue()
                        / 100.0,
                variants.named(
                        condition.text("variant").filter(key -> !key.isEmpty()).orElse(null)),
                type.orElse(null),
                group.isEmpty() || type.isPresent());
    }
}
