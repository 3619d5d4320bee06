package io.tajo.posthog.account;

import org.jspecify.annotations.Nullable;

/**
 * The user whose key a client calls with.
 *
 * @param uuid the user's uuid
 * @param email the user's address
 * @param organization the name of the user's current organization
 */
public record UserInfo(
        String uuid, @Nullable String email, @Nullable String organization) {

    /** {@return the user's uuid only} */
    @Override
    public String toString() {
        return "UserInfo[" + uuid + "]";
    }
}
