package io.tajo.posthog.internal;

import io.tajo.client.ConfigurationException;
import io.tajo.client.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The project that a client reads.
 *
 * @param id its number
 * @param token its public token, which events and flags are sent with
 */
public record Project(String id, @Nullable Secret token) {

    String requireToken() {
        if (token != null) return token.reveal();
        throw new ConfigurationException(
                "The PostHog client has no project token, which events and flags are sent with. "
                        + "Set projectToken(...): it starts with phc_ and stands under Settings > Project.");
    }
}
