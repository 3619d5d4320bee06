package io.tajo.posthog.internal;

import io.tajo.posthog.evaluation.Definitions;
import io.tajo.posthog.flags.EvaluatedFlag;
import io.tajo.posthog.flags.FlagContext;
import io.tajo.posthog.flags.FlagDefinition;
import io.tajo.posthog.flags.FlagValue;
import io.tajo.posthog.flags.LocalFlags;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Flags decided by the definitions in a store. */
final class StoredFlags implements LocalFlags {
    private final FlagStore store;
    private final FlagCalls calls;
    private final @Nullable Duration maxAge;
    private final boolean asking;

    StoredFlags(FlagStore store, FlagCalls calls) {
        this(store, calls, null, false);
    }

    private StoredFlags(FlagStore store, FlagCalls calls, @Nullable Duration maxAge, boolean asking) {
        this.store = store;
        this.calls = calls;
        this.maxAge = maxAge;
        this.asking = asking;
    }

    @Override
    public FlagValue evaluate(String key, FlagContext context) {
        FlagValue value = current().evaluate(key, context, store.now());
        if (!asking || value.isDecided()) return value;
        return asked(context, Map.of(key, value)).getOrDefault(key, value);
    }

    @Override
    public Map<String, FlagValue> evaluateAll(FlagContext context) {
        Map<String, FlagValue> values = current().evaluateAll(context, store.now());
        return asking ? asked(context, values) : values;
    }

    private Map<String, FlagValue> asked(FlagContext context, Map<String, FlagValue> values) {
        Set<String> open = new LinkedHashSet<>();
        values.forEach((key, value) -> {
            if (!value.isDecided()) open.add(key);
        });
        if (open.isEmpty()) return values;
        Map<String, EvaluatedFlag> answered = calls.evaluate(context.keys(open)).flags();
        Map<String, FlagValue> all = new LinkedHashMap<>(values);
        for (String key : open) {
            EvaluatedFlag flag = answered.get(key);
            if (flag != null) all.put(key, flag.value());
        }
        return Collections.unmodifiableMap(all);
    }

    private Definitions current() {
        return maxAge == null ? store.definitions(calls) : store.definitions(calls, maxAge);
    }

    @Override
    public boolean refresh() {
        return store.refresh(calls);
    }

    @Override
    public List<FlagDefinition> definitions() {
        return current().list();
    }

    @Override
    public Optional<Instant> fetchedAt() {
        return Optional.ofNullable(store.fetchedAt());
    }

    @Override
    public LocalFlags refreshedEvery(Duration interval) {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("definitions are refreshed in a positive interval, not " + interval);
        }
        return new StoredFlags(store, calls, interval, asking);
    }

    @Override
    public LocalFlags askingServer() {
        return new StoredFlags(store, calls, maxAge, true);
    }
}
