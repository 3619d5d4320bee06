package io.tajo.brevo.internal;

import io.tajo.client.Permit;
import io.tajo.client.RateLimitSignal;
import io.tajo.client.RateLimitStrategy;
import io.tajo.client.RouteGroup;
import java.time.Duration;

/**
 * Paces batches of events as events, until Brevo's headers show that it counts them among every other route: which of the
 * two it does is not documented. Safe for any thread.
 */
public final class EventBatchPace implements RateLimitStrategy {
    /** The hourly quotas of every other route are below this, those of events far above. */
    private static final int LARGEST_OTHER_QUOTA = 1_000;

    private static final Duration LONGEST_SHORT_WINDOW = Duration.ofSeconds(60);

    private final RateLimitStrategy strategy;
    private volatile RouteGroup batches = RouteGroups.EVENTS;

    /**
     * Creates the pacing.
     *
     * @param strategy paces all routes
     */
    public EventBatchPace(RateLimitStrategy strategy) {
        this.strategy = strategy;
    }

    @Override
    public Permit acquire(RouteGroup group, Duration maxWait) {
        return strategy.acquire(actual(group), maxWait);
    }

    @Override
    public void observe(RouteGroup group, RateLimitSignal signal) {
        if (group.equals(RouteGroups.EVENT_BATCHES) && isHourlyAndSmall(signal)) batches = RouteGroups.OTHER;
        strategy.observe(actual(group), signal);
    }

    @Override
    public Duration timeFor(RouteGroup group, int calls) {
        return strategy.timeFor(actual(group), calls);
    }

    private RouteGroup actual(RouteGroup group) {
        return group.equals(RouteGroups.EVENT_BATCHES) ? batches : group;
    }

    private static boolean isHourlyAndSmall(RateLimitSignal signal) {
        return signal.limit().isPresent()
                && signal.limit().getAsInt() <= LARGEST_OTHER_QUOTA
                && signal.resetAfter().isPresent()
                && signal.resetAfter().get().compareTo(LONGEST_SHORT_WINDOW) > 0;
    }
}
