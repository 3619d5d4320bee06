package io.tajo.client;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How a client calls, whatever the service. Made by a {@link ClientBuilder}.
 *
 * @param httpClient the caller's own client, never closed here
 * @param connectTimeout time for opening a connection, where the client is ours
 * @param attemptTimeout time for one attempt from sending to the end of the body
 * @param maxQuotaWait longest wait for a quota
 * @param retry how failures are repeated
 * @param rateLimit paces the calls
 * @param listener told of every attempt
 * @param clock tells the time
 * @param sleeper waits between attempts
 * @param random draws the jitter
 */
public record ClientSettings(
        Optional<HttpClient> httpClient,
        Duration connectTimeout,
        Duration attemptTimeout,
        Duration maxQuotaWait,
        RetrySettings retry,
        RateLimitStrategy rateLimit,
        CallListener listener,
        Clock clock,
        Sleeper sleeper,
        RandomGenerator random) {

    /**
     * Returns the same settings with one more listener.
     *
     * @param next told after the ones that are there
     * @return the settings
     */
    public ClientSettings withListener(CallListener next) {
        return new ClientSettings(
                httpClient,
                connectTimeout,
                attemptTimeout,
                maxQuotaWait,
                retry,
                rateLimit,
                listener.andThen(next),
                clock,
                sleeper,
                random);
    }

    /**
     * Returns the same settings with another pacing.
     *
     * @param strategy paces the calls
     * @return the settings
     */
    public ClientSettings withRateLimit(RateLimitStrategy strategy) {
        return new ClientSettings(
                httpClient,
                connectTimeout,
                attemptTimeout,
                maxQuotaWait,
                retry,
                strategy,
                listener,
                clock,
                sleeper,
                random);
    }
}
