package io.tajo.posthog.flags;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the server says that a flag is for a person.
 *
 * @param key the flag's key
 * @param value on, off or a variant
 * @param reason why, where the server said so
 * @param payload what the flag carries for that value: text, a number, a boolean, a list or a map
 * @param id PostHog's number of the flag
 * @param version how often the flag was changed
 */
public record EvaluatedFlag(
        String key,
        FlagValue value,
        @Nullable EvaluationReason reason,
        @Nullable Object payload,
        OptionalLong id,
        OptionalLong version) {}
