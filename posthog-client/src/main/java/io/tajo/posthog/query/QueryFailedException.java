package io.tajo.posthog.query;

import io.tajo.client.ClientException;

/** PostHog took a query in and could not compute its answer. The message says why, in PostHog's words. */
public final class QueryFailedException extends ClientException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what PostHog said and what to do next
     */
    public QueryFailedException(String message) {
        super(message);
    }
}
