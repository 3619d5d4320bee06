package io.tajo.posthog.account;

import org.jspecify.annotations.Nullable;

/**
 * A project.
 *
 * @param id its number
 * @param name its name
 * @param token its public token, which events and flags are sent with
 * @param timezone the time zone that PostHog shows its days in, such as {@code UTC}
 */
public record ProjectInfo(
        long id,
        @Nullable String name,
        @Nullable String token,
        @Nullable String timezone) {

    /** {@return number and name} */
    @Override
    public String toString() {
        return "ProjectInfo[" + id + ", " + name + "]";
    }
}
