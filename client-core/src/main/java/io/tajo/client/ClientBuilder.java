package io.tajo.client;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The settings that both clients' builders share. Not safe for several threads.
 *
 * @param <B> the builder itself
 */
public abstract class ClientBuilder<B extends ClientBuilder<B>> {
    /** Ten seconds: a host that takes longer to accept a connection is down. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** One minute: paces calls within a second or a minute, and never sleeps through an hourly quota. */
    public static final Duration DEFAULT_MAX_QUOTA_WAIT = Duration.ofMinutes(1);

    private Optional<HttpClient> httpClient = Optional.empty();
    private Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;
    private Duration attemptTimeout;
    private Duration maxQuotaWait = DEFAULT_MAX_QUOTA_WAIT;
    private RetrySettings retry = RetrySettings.defaults();
    private Optional<RateLimitStrategy> rateLimit = Optional.empty();
    private CallListener listener = CallListener.none();
    private Clock clock = MonotonicClock.create();
    private Sleeper sleeper = Sleeper.system();

    /**
     * Starts with the defaults.
     *
     * @param attemptTimeout the service's default for {@link #attemptTimeout}
     */
    protected ClientBuilder(Duration attemptTimeout) {
        this.attemptTimeout = attemptTimeout;
    }

    /**
     * Sets the {@link HttpClient} to call with, for example one with a proxy. It stays the caller's: it is never
     * closed.
     *
     * @param client a client that follows no redirects, since the JDK's carry keys to other hosts, and has no {@code
     *     Authenticator}, since the JDK's then drop the key
     * @return this builder
     * @throws ConfigurationException if the client follows redirects or has an authenticator
     */
    public B httpClient(HttpClient client) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new ConfigurationException("The HttpClient follows redirects (" + client.followRedirects()
                    + ") and would carry the key to whatever host a redirect names. Build it with Redirect.NEVER.");
        }
        // JDK-8326949: with an authenticator, JDK 17 and 21 take the Authorization header away.
        if (client.authenticator().isPresent()) {
            throw new ConfigurationException("The HttpClient has an Authenticator: the JDK then drops the header that "
                    + "holds the key, and hides the status 401 behind an IOException. Build it without one; for a proxy "
                    + "that asks for a password, forward through a local proxy that holds it, or let the proxy know this "
                    + "machine by its address.");
        }
        httpClient = Optional.of(client);
        return self();
    }

    /**
     * Sets the time for opening a connection. It has no effect on an {@link #httpClient} of the caller's.
     *
     * @param timeout a positive time, ten seconds by default
     * @return this builder
     */
    public B connectTimeout(Duration timeout) {
        connectTimeout = positive("connect timeout", timeout);
        return self();
    }

    /**
     * Sets the time for one attempt, from sending to the last byte of the answer's body.
     *
     * @param timeout a positive time
     * @return this builder
     */
    public B attemptTimeout(Duration timeout) {
        attemptTimeout = positive("attempt timeout", timeout);
        return self();
    }

    /**
     * Sets how long a call waits for its quota before it fails with {@link QuotaExhaustedException}.
     *
     * @param wait zero or more, one minute by default
     * @return this builder
     */
    public B maxQuotaWait(Duration wait) {
        if (wait.isNegative()) throw new ConfigurationException("The maxQuotaWait is zero or more, not " + wait + ".");
        maxQuotaWait = wait;
        return self();
    }

    /**
     * Sets how failures are repeated.
     *
     * @param settings the settings
     * @return this builder
     */
    public B retry(RetrySettings settings) {
        retry = settings;
        return self();
    }

    /**
     * Sets the pacing, by default the service's published quotas.
     *
     * @param strategy the pacing; share one between all clients of an account
     * @return this builder
     */
    public B rateLimit(RateLimitStrategy strategy) {
        rateLimit = Optional.of(strategy);
        return self();
    }

    /**
     * Sets who is told of every attempt.
     *
     * @param observer told on the calling thread
     * @return this builder
     */
    public B listener(CallListener observer) {
        listener = observer;
        return self();
    }

    /**
     * Sets the clock of retries and of the published pacing, for tests.
     *
     * @param now tells the time; must not jump
     * @return this builder
     */
    public B clock(Clock now) {
        clock = now;
        return self();
    }

    /**
     * Sets how retries and the published pacing wait, for tests.
     *
     * @param waiting waits on the time of {@link #clock}
     * @return this builder
     */
    public B sleeper(Sleeper waiting) {
        sleeper = waiting;
        return self();
    }

    /**
     * Returns what was set.
     *
     * @param published the quotas to pace by where no pacing was set, on this builder's time
     * @return the settings
     */
    protected ClientSettings settings(QuotaRateLimit.Builder published) {
        return new ClientSettings(
                httpClient,
                connectTimeout,
                attemptTimeout,
                maxQuotaWait,
                retry,
                rateLimit.orElseGet(
                        () -> published.clock(clock).sleeper(sleeper).build()),
                listener,
                clock,
                sleeper,
                () -> ThreadLocalRandom.current().nextLong());
    }

    /** {@return this builder, as its own type} */
    protected abstract B self();

    private static Duration positive(String what, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new ConfigurationException("The " + what + " is a positive time, not " + value + ".");
        }
        return value;
    }
}
