package io.tajo.posthog.insights;

import io.tajo.client.ClientException;

/** PostHog knows an insight and sent no answer to it. The message says why and what to do. */
public final class InsightNotComputedException extends ClientException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message why there is no answer and what to do next
     */
    public InsightNotComputedException(String message) {
        super(message);
    }
}
