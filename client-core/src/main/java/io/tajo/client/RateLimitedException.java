package io.tajo.client;

import java.time.Duration;
import java.util.Optional;

/** The service refused the call for its rate (429), and waiting longer did not fit the budget. */
public final class RateLimitedException extends ApiException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> retryAfter;

    /**
     * Creates the exception.
     *
     * @param failure what the service said
     * @param retryAfter how long the service wants to be left alone, if it said
     */
    public RateLimitedException(ApiFailure failure, Optional<Duration> retryAfter) {
        super(failure);
        this.retryAfter = retryAfter;
    }

    /** {@return how long the service wants to be left alone, if it said} */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
