package io.tajo.posthog.evaluation;

import io.tajo.posthog.flags.FlagValue;
import org.jspecify.annotations.Nullable;

/** Asks for the value of another flag, after the flags that it rests on itself. */
final class FlagRule implements Rule {
    private final int[] chain;
    private final int target;
    private final @Nullable Object expected;
    private final String open;

    /**
     * Creates the rule.
     *
     * @param chain the flags to evaluate, in order
     * @param target the flag asked for, one of the chain
     * @param expected the value asked for
     * @param key the key of the flag asked for
     */
    FlagRule(int[] chain, int target, @Nullable Object expected, String key) {
        this.chain = chain;
        this.target = target;
        this.expected = expected;
        this.open = "the flag \"" + key + "\", or one that it rests on, could not be decided";
    }

    @Override
    public Match test(Entity entity, Evaluation run) {
        for (int flag : chain) {
            if (!run.value(flag).isDecided()) return run.because(Match.UNKNOWN, open);
        }
        return Match.of(isExpected(expected, run.value(target)));
    }

    /** True asks for on or any variant, false for off, a text for that variant; nothing else holds. */
    static boolean isExpected(@Nullable Object expected, FlagValue actual) {
        if (expected instanceof Boolean on) return actual.isDecided() && actual.isEnabled() == on;
        return expected instanceof String variant
                && actual.variant().filter(variant::equals).isPresent();
    }
}
