package io.tajo.posthog.evaluation;

import io.tajo.posthog.flags.FlagValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person's own choice about an early access feature, which decides before anything else. Immutable and safe for any
 * thread.
 *
 * @param properties the properties that hold the choice: a person with none of them has not chosen
 * @param condition what the choice must fulfil; null where the property itself says it
 */
record Enrolment(List<String> properties, @Nullable Condition condition) {
    private static final FlagValue ON = new FlagValue.On();
    private static final FlagValue OFF = new FlagValue.Off();

    /** The property in which PostHog notes a person's choice about a flag. */
    static Enrolment of(String flagKey) {
        return new Enrolment(List.of("$feature_enrollment/" + flagKey), null);
    }

    /** Returns what the person has chosen; null if there is no choice. */
    @Nullable
    FlagValue decide(Entity person, byte[] prefix, Evaluation run) {
        boolean chosen = properties.stream().anyMatch(name -> person.property(name) != Entity.MISSING);
        if (!chosen) return person.isWhole() ? null : unknown();
        if (condition == null) return hasOptedIn(person.property(properties.get(0))) ? ON : OFF;
        Match match = condition.properties(person, run);
        if (match == Match.SERVER) return new FlagValue.NeedsServer(run.reason());
        if (match == Match.UNKNOWN) return new FlagValue.Inconclusive(run.reason());
        return match == Match.YES && condition.reaches(person, prefix, run) ? ON : OFF;
    }

    private FlagValue unknown() {
        return new FlagValue.Inconclusive("the flag is one of early access, and the property \"" + properties.get(0)
                + "\" was not given; a context that is complete() says that the person has not chosen");
    }

    private static boolean hasOptedIn(@Nullable Object value) {
        return Boolean.TRUE.equals(value) || "true".equals(value);
    }
}
