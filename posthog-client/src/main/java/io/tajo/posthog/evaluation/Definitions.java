package io.tajo.posthog.evaluation;

import io.tajo.client.JsonObject;
import io.tajo.posthog.flags.FlagContext;
import io.tajo.posthog.flags.FlagDefinition;
import io.tajo.posthog.flags.FlagValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The flags of a project at one time, compiled. Immutable and safe for any thread. */
public final class Definitions {
    private final List<FlagDefinition> definitions;
    private final Map<String, Integer> indexes;
    private final CompiledFlag[] flags;
    private final FlagValue unknown;

    Definitions(List<FlagDefinition> definitions, Map<String, Integer> indexes, CompiledFlag[] flags) {
        this(definitions, indexes, flags, "there is no such flag in the definitions");
    }

    private Definitions(
            List<FlagDefinition> definitions, Map<String, Integer> indexes, CompiledFlag[] flags, String unknown) {
        this.unknown = new FlagValue.Inconclusive(unknown);
        this.definitions = definitions;
        this.indexes = indexes;
        this.flags = flags;
    }

    /**
     * Compiles definitions.
     *
     * @param body the definitions as PostHog sends them
     * @return the compiled definitions
     */
    public static Definitions compile(JsonObject body) {
        return DefinitionsCompiler.compile(body);
    }

    /** {@return no definitions, since PostHog withholds them} */
    public static Definitions withheld() {
        return new Definitions(
                List.of(),
                Map.of(),
                new CompiledFlag[0],
                "PostHog sends no definitions: the billing limit for feature flags is reached (402)");
    }

    /** {@return the flags, in the order they came} */
    public List<FlagDefinition> list() {
        return definitions;
    }

    /**
     * Decides one flag, and those that it rests on.
     *
     * @param key the flag's key
     * @param context the person, device or group to evaluate for
     * @param now the time that relative dates count from
     * @return its value
     */
    public FlagValue evaluate(String key, FlagContext context, Instant now) {
        return value(new Evaluation(flags, context, now), key);
    }

    /**
     * Decides all flags, or those that the context asks for.
     *
     * @param context the person, device or group to evaluate for
     * @param now the time that relative dates count from
     * @return the values by key, in the order the flags came
     */
    public Map<String, FlagValue> evaluateAll(FlagContext context, Instant now) {
        Evaluation run = new Evaluation(flags, context, now);
        return context.keys().map(keys -> some(run, keys)).orElseGet(() -> all(run));
    }

    private Map<String, FlagValue> all(Evaluation run) {
        FlagValue[] values = new FlagValue[flags.length];
        for (int i = 0; i < values.length; i++) values[i] = run.value(i);
        return new DecidedFlags(indexes, values);
    }

    private Map<String, FlagValue> some(Evaluation run, Set<String> keys) {
        Map<String, FlagValue> values = new LinkedHashMap<>();
        for (String key : keys) values.put(key, value(run, key));
        return values;
    }

    private FlagValue value(Evaluation run, String key) {
        Integer index = indexes.get(key);
        return index == null ? unknown : run.value(index);
    }
}
