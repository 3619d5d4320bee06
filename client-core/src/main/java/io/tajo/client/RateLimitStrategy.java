package io.tajo.client;

import java.time.Duration;

/**
 * The pluggable pacing of a client. One instance is shared by all threads of a client, and may be shared by several
 * clients of one account, so implementations are safe for any thread.
 *
 * @see QuotaRateLimit
 */
public interface RateLimitStrategy {

    /**
     * Waits until one more call may be sent.
     *
     * @param group the routes whose quota the call uses
     * @param maxWait how long the caller is ready to wait
     * @return the permit; closed by the caller when the answer has come
     * @throws QuotaExhaustedException at once, if the wait would be longer than {@code maxWait}
     * @throws CallInterruptedException if the thread was interrupted; nothing is left taken
     */
    Permit acquire(RouteGroup group, Duration maxWait);

    /**
     * Learns from an answer's limit headers.
     *
     * @param group the routes that the answer speaks of
     * @param signal what it said
     */
    void observe(RouteGroup group, RateLimitSignal signal);

    /**
     * Returns how long it would take until so many more calls were let through, so that a caller can choose the way that costs
     * less. Nothing is waited for, and nothing taken.
     *
     * @param group the routes whose quota the calls would use
     * @param calls how many calls, at least 1
     * @return the time, as far as is known now; zero by default, for a strategy that cannot tell
     */
    default Duration timeFor(RouteGroup group, int calls) {
        return Duration.ZERO;
    }

    /**
     * Returns a strategy that never waits, for servers without quotas.
     *
     * @return the strategy
     */
    static RateLimitStrategy unlimited() {
        return UnlimitedRate.INSTANCE;
    }
}
