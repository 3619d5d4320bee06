package io.tajo.client;

import java.time.Duration;

/** Never waits and learns nothing. */
enum UnlimitedRate implements RateLimitStrategy, Permit {
    INSTANCE;

    @Override
    public Permit acquire(RouteGroup group, Duration maxWait) {
        return this;
    }

    @Override
    public void observe(RouteGroup group, RateLimitSignal signal) {
        // A server without quotas has nothing to teach.
    }

    @Override
    public Duration waited() {
        return Duration.ZERO;
    }

    @Override
    public void close() {
        // Nothing was taken.
    }
}
