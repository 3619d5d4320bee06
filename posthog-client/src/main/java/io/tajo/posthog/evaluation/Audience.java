package io.tajo.posthog.evaluation;

import io.tajo.posthog.flags.FlagValue;
import org.jspecify.annotations.Nullable;

/**
 * The persons, devices or groups that a flag is about, and its value for all others. Immutable and safe for any thread.
 *
 * @param kind persons, devices, groups, or nobody
 * @param group the type of the group
 * @param without the flag's value where there is nobody to ask about
 */
record Audience(Kind kind, String group, FlagValue without) {
    private static final FlagValue OFF = new FlagValue.Off();
    private static final FlagValue NO_DEVICE =
            new FlagValue.Inconclusive("the flag goes by device, and no device id was given");

    enum Kind {
        PERSON,
        DEVICE,
        GROUP,
        NOBODY
    }

    static Audience persons() {
        return new Audience(Kind.PERSON, "", OFF);
    }

    static Audience devices() {
        return new Audience(Kind.DEVICE, "", NO_DEVICE);
    }

    static Audience groups(String type) {
        return new Audience(Kind.GROUP, type, OFF);
    }

    /** An audience for a flag whose value does not depend on who asks. */
    static Audience nobody(FlagValue always) {
        return new Audience(Kind.NOBODY, "", always);
    }

    @Nullable
    Entity entity(Evaluation run) {
        return switch (kind) {
            case PERSON -> run.person();
            case DEVICE -> run.device();
            case GROUP -> run.group(group);
            case NOBODY -> null;
        };
    }
}
