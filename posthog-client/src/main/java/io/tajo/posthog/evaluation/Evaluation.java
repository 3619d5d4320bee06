package io.tajo.posthog.evaluation;

import io.tajo.posthog.flags.FlagContext;
import io.tajo.posthog.flags.FlagValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One evaluation of flags for a person: what was decided so far, and memory to work in. For one thread. */
final class Evaluation {
    /** Stands for a flag that is being evaluated, so that a flag that rests on itself ends. */
    private static final FlagValue UNDER_WAY = new FlagValue.Inconclusive("the flag rests on itself");

    private final CompiledFlag[] flags;
    private final FlagContext context;
    private final Instant now;
    private final Entity person;
    private final @Nullable FlagValue[] values;
    private final Bucketing bucketing = new Bucketing();
    private @Nullable Map<String, Entity> groups;
    private String reason = "";

    Evaluation(CompiledFlag[] flags, FlagContext context, Instant now) {
        this.flags = flags;
        this.context = context;
        this.now = now;
        this.person = personBy(context.distinctId());
        this.values = new FlagValue[flags.length];
    }

    /** Returns the value of a flag, which is decided once in an evaluation. */
    FlagValue value(int flag) {
        FlagValue known = values[flag];
        if (known != null) return known;
        values[flag] = UNDER_WAY;
        FlagValue value = flags[flag].evaluate(this);
        values[flag] = value;
        return value;
    }

    double place(byte[] prefix, Entity entity, byte[] salt) {
        return bucketing.place(prefix, entity.bucket(), salt);
    }

    /** Notes why a rule is open. */
    Match because(Match match, String why) {
        reason = why;
        return match;
    }

    /** Returns why the last rule was open that was. */
    String reason() {
        return reason;
    }

    Instant now() {
        return now;
    }

    Optional<Set<Long>> cohorts() {
        return context.cohorts();
    }

    Entity person() {
        return person;
    }

    /** Returns the person, placed by device; null if no device was given. */
    @Nullable
    Entity device() {
        return context.deviceId().map(this::personBy).orElse(null);
    }

    /** Returns the group of that type that the person acts for; null if there is none. */
    @Nullable
    Entity group(String type) {
        FlagContext.GroupContext given = context.groups().get(type);
        if (given == null) return null;
        if (groups == null) groups = new HashMap<>();
        return groups.computeIfAbsent(
                type, name -> new Entity(given.properties(), "$group_key", given.key(), given.key(), false));
    }

    private Entity personBy(String bucket) {
        return new Entity(context.properties(), "distinct_id", context.distinctId(), bucket, context.isComplete());
    }
}
