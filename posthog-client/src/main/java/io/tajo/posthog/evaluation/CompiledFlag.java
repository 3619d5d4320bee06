package io.tajo.posthog.evaluation;

import io.tajo.posthog.flags.FlagValue;
import java.util.List;

/**
 * A flag, ready to be evaluated. Immutable and safe for any thread.
 *
 * @param audience whom it is about
 * @param conditions in listed order: the first that holds decides
 * @param variants its variants
 * @param prefix the beginning of what is hashed
 * @param earlyExit whether missing the rollout of a condition that holds otherwise decides the flag
 */
record CompiledFlag(
        Audience audience, List<Condition> conditions, Variants variants, byte[] prefix, boolean earlyExit) {

    private static final FlagValue OFF = new FlagValue.Off();

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
