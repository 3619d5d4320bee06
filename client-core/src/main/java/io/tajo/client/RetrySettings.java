package io.tajo.client;

import java.time.Duration;

/**
 * How stubbornly a client repeats what failed for the moment. Immutable and safe for any thread.
 *
 * <p>Waits grow by doubling, each drawn at random between zero and its bound ("full jitter"); a wait that the server
 * asks for is never undercut. A wait that would not fit the budget ends the call instead of being cut short.
 */
public final class RetrySettings {
    /** Five attempts ride out a deployment of the server; more only prolong an outage. */
    public static final int DEFAULT_MAX_ATTEMPTS = 5;
    /** Half a second: the first bound of a wait, long enough for a load balancer to change its mind. */
    public static final Duration DEFAULT_BASE_DELAY = Duration.ofMillis(500);
    /** Half a minute: the largest bound, so that a recovered server is noticed soon. */
    public static final Duration DEFAULT_MAX_DELAY = Duration.ofSeconds(30);
    /** Five minutes for a call with all its repeats: longer than any minute-window quota. */
    public static final Duration DEFAULT_BUDGET = Duration.ofMinutes(5);

    private final int maxAttempts;
    private final Duration baseDelay;
    private final Duration maxDelay;
    private final Duration budget;

    private RetrySettings(Builder builder) {
        maxAttempts = builder.maxAttempts;
        baseDelay = builder.baseDelay;
        maxDelay = builder.maxDelay;
        budget = builder.budget;
    }

    /** {@return the settings that fit most applications} */
    public static RetrySettings defaults() {
        return builder().build();
    }

    /** {@return settings under which nothing is sent twice} */
    public static RetrySettings none() {
        return builder().maxAttempts(1).build();
    }

    /** {@return a builder that starts with the defaults} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return attempts at the most, the first one counted} */
    public int maxAttempts() {
        return maxAttempts;
    }

    /** {@return bound of the first wait} */
    public Duration baseDelay() {
        return baseDelay;
    }

    /** {@return bound of the longest wait that the client chooses by itself} */
    public Duration maxDelay() {
        return maxDelay;
    }

    /** {@return time for one call with all its repeats, and the waits between them} */
    public Duration budget() {
        return budget;
    }

    /** Collects settings; not safe for several threads. */
    public static final class Builder {
        private int maxAttempts = DEFAULT_MAX_ATTEMPTS;
        private Duration baseDelay = DEFAULT_BASE_DELAY;
        private Duration maxDelay = DEFAULT_MAX_DELAY;
        private Duration budget = DEFAULT_BUDGET;

        private Builder() {}

        /**
         * Sets how often a call is attempted at the most.
         *
         * @param attempts attempts, the first one counted; 1 repeats nothing
         * @return this builder
         */
        public Builder maxAttempts(int attempts) {
            if (attempts < 1) throw new IllegalArgumentException("a call takes at least one attempt, not " + attempts);
            maxAttempts = attempts;
            return this;
        }

        /**
         * Sets the bound of the first wait, doubled for each further one.
         *
         * @param delay a positive time
         * @return this builder
         */
        public Builder baseDelay(Duration delay) {
            baseDelay = positive("base delay", delay);
            return this;
        }

        /**
         * Sets the bound that doubling stops at.
         *
         * @param delay a positive time
         * @return this builder
         */
        public Builder maxDelay(Duration delay) {
            maxDelay = positive("maximum delay", delay);
            return this;
        }

        /**
         * Sets the time for one call with all its repeats, and the waits between them; waits for a quota do not count.
         *
         * @param time a positive time
         * @return this builder
         */
        public Builder budget(Duration time) {
            budget = positive("retry budget", time);
            return this;
        }

        /** {@return the settings} */
        public RetrySettings build() {
            return new RetrySettings(this);
        }

        private static Duration positive(String what, Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException("the " + what + " is a positive time, not " + value);
            }
            return value;
        }
    }
}
