package io.tajo.posthog.evaluation;

import io.tajo.posthog.flags.FlagValue;
import java.util.List;

/** A flag, ready to be evaluated: the first of its conditions that holds decides. Immutable and safe for any thread. */
final class CompiledFlag {
    private static final FlagValue OFF = new FlagValue.Off();

    private final Audience audience;
    private final List<Condition> conditions;
    private final Variants variants;
    /** The beginning of what is hashed. */
    private final byte[] prefix;
    /** Whether missing the rollout of a condition that holds otherwise decides the flag. */
    private final boolean earlyExit;

    CompiledFlag(Audience audience, List<Condition> conditions, Variants variants, byte[] prefix, boolean earlyExit) {
        this.audience = audience;
        this.conditions = conditions;
        this.variants = variants;
        this.prefix = prefix;
        this.earlyExit = earlyExit;
    }

    FlagValue evaluate(Evaluation run) {
        Entity whole = audience.entity(run);
        if (whole == null) return audience.without();
        boolean open = false;
        for (int i = 0; i < conditions.size(); i++) {
            Condition condition = conditions.get(i);
            Entity entity = condition.group() == null ? whole : run.group(condition.group());
            // Mixed targeting: a condition about a group that the person does not act for is passed over.
            if (entity == null || !condition.knownGroup()) continue;
            Match match = condition.properties(entity, run);
            if (match == Match.SERVER) return new FlagValue.NeedsServer(run.reason());
            if (match == Match.UNKNOWN) open = true;
            if (match != Match.YES) continue;
            if (condition.reaches(entity, prefix, run)) {
                return condition.override() != null ? condition.override() : variants.pick(prefix, entity, run);
            }
            if (earlyExit) return OFF;
        }
        return open ? new FlagValue.Inconclusive(run.reason()) : OFF;
    }
}
