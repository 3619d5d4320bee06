package io.tajo.posthog.flags;

import io.tajo.client.ClientException;

/** PostHog evaluates no flags for the project, because its billing limit is reached. */
public final class FlagQuotaException extends ClientException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened and what to do next
     */
    public FlagQuotaException(String message) {
        super(message);
    }
}
