package io.tajo.posthog.evaluation;

import io.tajo.client.JsonObject;
import io.tajo.posthog.flags.FlagDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compiles what PostHog sends for local evaluation. Stateless and safe for any thread. */
final class DefinitionsCompiler {
    /** The version of PostHog's matching from which on truth values are compared as texts. */
    private static final int TRUTH_AS_TEXT = 2;

    private DefinitionsCompiler() {}

    static Definitions compile(JsonObject body) {
        Map<String, JsonObject> byKey = new LinkedHashMap<>();
        for (JsonObject flag : body.objects("flags")) {
            flag.text("key").ifPresent(key -> byKey.put(key, flag));
        }
        Map<String, Integer> indexes = new LinkedHashMap<>();
        for (String key : byKey.keySet()) indexes.put(key, indexes.size());
        boolean asText = body.integer("property_matching_version").orElse(1) == TRUTH_AS_TEXT;
        Rules rules = new Rules(body.object("cohorts").orElse(JsonObject.empty()), indexes, asText);
        JsonObject groupTypes = body.object("group_type_mapping").orElse(JsonObject.empty());
        FlagCompiler compiler = new FlagCompiler(rules, groupTypes);
        CompiledFlag[] flags = new CompiledFlag[byKey.size()];
        List<FlagDefinition> definitions = new ArrayList<>();
        byKey.forEach((key, flag) -> {
            flags[definitions.size()] = compiler.compile(key, flag);
            definitions.add(definition(key, flag));
        });
        return new Definitions(List.copyOf(definitions), Collections.unmodifiableMap(indexes), flags);
    }

    private static FlagDefinition definition(String key, JsonObject flag) {
        return new FlagDefinition(
                key,
                flag.integer("id"),
                flag.integer("version"),
                flag.bool("active").orElse(true));
    }
}
