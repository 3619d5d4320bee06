package io.tajo.posthog.evaluation;

import io.tajo.posthog.flags.FlagValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a flag.
 *
 * @param rules all of them must hold
 * @param rollout how much of those who fulfil them, 1 for all
 * @param override what the flag is for them, where the condition says so
 * @param group the type of the group that the condition is about; null for that of the flag
 * @param knownGroup whether the definitions know that type
 */
record Condition(
        List<Rule> rules,
        double rollout,
        @Nullable FlagValue override,
        @Nullable String group,
        boolean knownGroup) {

    /** Tests the rules in order, as far as the first that does not hold. */
    Match properties(Entity entity, Evaluation run) {
        for (int i = 0; i < rules.size(); i++) {
            Match match = rules.get(i).test(entity, run);
            if (match != Match.YES) return match;
        }
        return Match.YES;
    }

    /** Returns whether the rollout reaches the entity. */
    boolean reaches(Entity entity, byte[] prefix, Evaluation run) {
        return rollout >= 1 || run.place(prefix, entity, Variants.NO_SALT) <= rollout;
    }
}
