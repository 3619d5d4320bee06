package io.tajo.posthog.account;

/**
 * Whether a key has a scope.
 *
 * @param scope the scope as PostHog names it, such as {@code cohort:read}
 * @param state what is known of it
 * @param detail why, where something is missing or could not be found out; else empty
 */
public record ScopeResult(String scope, State state, String detail) {

    /** What is known of a scope. */
    public enum State {
        /** The key has it. */
        GRANTED,
        /** The key lacks it. */
        MISSING,
        /** Only a change would show: nothing was tried. */
        UNCHECKED,
        /** The check failed for another reason. */
        UNKNOWN
    }
}
