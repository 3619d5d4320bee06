package io.tajo.client;

import java.time.Instant;

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

    /**
     * Takes note that a call is about to wait for its quota, for more than a second.
     *
     * @param group the routes whose quota it waits for
     * @param until when it may go on, as far as is known now
     */
    default void onWait(RouteGroup group, Instant until) {}

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
        CallListener first = this;
        return new CallListener() {
            @Override
            public void onAttempt(CallAttempt attempt) {
                try {
                    first.onAttempt(attempt);
                } finally {
                    next.onAttempt(attempt);
                }
            }

            @Override
            public void onWait(RouteGroup group, Instant until) {
                try {
                    first.onWait(group, until);
                } finally {
                    next.onWait(group, until);
                }
            }
        };
    }
}
