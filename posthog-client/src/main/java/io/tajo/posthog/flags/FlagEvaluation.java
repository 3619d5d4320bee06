package io.tajo.posthog.flags;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server says that flags are for a person.
 *
 * @param flags the flags by key
 * @param partial whether the server failed to compute some: keep the former values of those that are missing
 * @param requestId PostHog's id of the call, for its support
 */
public record FlagEvaluation(
        Map<String, EvaluatedFlag> flags,
        boolean partial,
        @Nullable String requestId) {

    /**
     * Copies the flags.
     *
     * @param flags the flags by key
     * @param partial whether the server failed to compute some
     * @param requestId PostHog's id of the call
     */
    public FlagEvaluation {
        flags = Collections.unmodifiableMap(new LinkedHashMap<>(flags));
    }
}
