package io.tajo.posthog.exports;

import io.tajo.client.ClientException;

/** PostHog took an export in and did not finish it. The message says why, in PostHog's words. */
public final class ExportFailedException extends ClientException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what PostHog said and what to do next
     */
    public ExportFailedException(String message) {
        super(message);
    }
}
