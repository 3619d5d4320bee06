package io.tajo.posthog.evaluation;

import io.tajo.posthog.flags.FlagValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A flag, ready to be evaluated: a person's own choice decides first, then a holdout, then the first condition that holds.
 * Immutable and safe for any thread.
 */
final class CompiledFlag {
    private static final FlagValue OFF = new FlagValue.Off();

    private final Audience audience;
    private final @Nullable Enrolment enrolment;
    private final @Nullable Holdout holdout;
    private final List<Condition> conditions;
    private final Variants variants;
    /** The beginning of what is hashed. */
    private final byte[] prefix;
    /** Whether missing the rollout of a condition that holds otherwise decides the flag. */
    private final boolean earlyExit;

    CompiledFlag(
            Audience audience,
            @Nullable Enrolment enrolment,
            @Nullable Holdout holdout,
            List<Condition> conditions,
            Variants variants,
            byte[] prefix,
            boolean earlyExit) {
        this.audience = audience;
        this.enrolment = enrolment;
        this.holdout = holdout;
        this.conditions = conditions;
        this.variants = variants;
        this.prefix = prefix;
        this.earlyExit = earlyExit;
    }

    FlagValue evaluate(Evaluation run) {
        FlagValue chosen = enrolment == null ? null : enrolment.decide(run.person(), prefix, run);
        if (chosen != null) return chosen;
        Entity whole = audience.entity(run);
        FlagValue heldOut = holdout == null ? null : heldOut(holdout, whole, run);
        if (heldOut != null) return heldOut;
        return whole == null ? audience.without() : byConditions(whole, run);
    }

    private @Nullable FlagValue heldOut(Holdout out, @Nullable Entity whole, Evaluation run) {
        if (whole != null) return out.decide(whole, run);
        // PostHog's server goes by an empty id where the group was not given.
        boolean groupIsMissing = audience.kind() == Audience.Kind.GROUP;
        return groupIsMissing ? out.decide(new Entity(Map.of(), "", "", "", false), run) : null;
    }

    private FlagValue byConditions(Entity whole, Evaluation run) {
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
