package io.tajo.client;

/**
 * Told of every attempt, for metrics and progress. Called on the thread that calls, after the attempt; what it throws
 * is logged and ignored, so that a broken metric never breaks a sync.
 */
@FunctionalInterface
public interface CallListener {

    /**
     * Takes note of one attempt.
     *
     * @param attempt what happened; never a header value, an address or a body
     */
    void onAttempt(CallAttempt attempt);

    /** {@return a listener that does nothing} */
    static CallListener none() {
        return attempt -> {};
    }

    /**
     * Returns a listener that tells this one first and then another, be it that this one throws.
     *
     * @param next told second
     * @return both in one
     */
    default CallListener andThen(CallListener next) {
        return attempt -> {
            try {
                onAttempt(attempt);
            } finally {
                next.onAttempt(attempt);
            }
        };
    }
}
