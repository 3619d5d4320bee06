package io.tajo.posthog.evaluation;

import io.tajo.posthog.flags.FlagValue;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A share of all persons that is kept out of experiments, the same one for every flag of the holdout. It decides before the
 * flag's conditions. Immutable and safe for any thread.
 *
 * @param value the flag's value for those who are held out
 * @param share how many they are, from 0 to 1
 */
record Holdout(FlagValue value, double share) {
    /** The flag's key is no part of what is hashed. */
    private static final byte[] PREFIX = "holdout-".getBytes(StandardCharsets.UTF_8);

    /** Returns the value for a person who is held out; null for every other person. */
    @Nullable
    FlagValue decide(Entity entity, Evaluation run) {
        boolean held = share >= 1 || run.place(PREFIX, entity, Variants.NO_SALT) <= share;
        return held ? value : null;
    }
}
