package io.tajo.posthog;

import io.tajo.client.Quota;
import io.tajo.client.QuotaRateLimit;
import io.tajo.client.RouteGroup;
import io.tajo.posthog.internal.RouteGroups;

/**
 * The quotas that PostHog publishes, for a whole project. Stateless and safe for any thread.
 *
 * @see <a href="https://posthog.com/docs/api#rate-limiting">PostHog: rate limiting</a>
 */
public final class PostHogLimits {
    /** The persons routes: 240 calls a minute. */
    public static final RouteGroup PERSONS = RouteGroups.PERSONS;
    /** The routes that delete persons: 480 calls a minute and 4,800 an hour. */
    public static final RouteGroup DELETIONS = RouteGroups.DELETIONS;
    /** The query route: 240 calls a minute and 2,400 an hour, three at once. */
    public static final RouteGroup QUERY = RouteGroups.QUERY;
    /** Events, insights, recordings and cohort members over REST: 240 calls a minute and 1,200 an hour. */
    public static final RouteGroup ANALYTICS = RouteGroups.ANALYTICS;
    /** Everything else below {@code /api/}: 480 calls a minute and 4,800 an hour. */
    public static final RouteGroup CRUD = RouteGroups.CRUD;
    /** The definitions of feature flags: 600 calls a minute. */
    public static final RouteGroup DEFINITIONS = RouteGroups.DEFINITIONS;
    /** The public route that evaluates flags; PostHog publishes no limit. */
    public static final RouteGroup FLAGS = RouteGroups.FLAGS;
    /** The public routes that take events in; PostHog publishes no limit. */
    public static final RouteGroup CAPTURE = RouteGroups.CAPTURE;

    /** Three: how many queries PostHog runs for a project at once before it queues and then refuses them. */
    public static final int QUERIES_AT_ONCE = 3;

    private PostHogLimits() {}

    /**
     * Returns pacing by the published quotas, as they stand at each group here. The public routes are not limited.
     *
     * <p>An old project has 120 queries an hour instead of 2,400. That shows in its first refusal, which asks for more
     * than a minute's wait after so few calls; from then on the strategy keeps to 120. Where others use the same quota, and
     * this strategy made fewer than 60 of the calls, nothing is concluded from a refusal.
     *
     * @return a strategy of its own; share one between the clients of a project
     */
    public static QuotaRateLimit published() {
        return builder().build();
    }

    /**
     * Returns a builder with the published quotas, to replace those that an instance sets otherwise.
     *
     * @return the builder
     */
    public static QuotaRateLimit.Builder builder() {
        return QuotaRateLimit.builder()
                .group(PERSONS, Quota.perMinute(240))
                .group(DELETIONS, Quota.perMinute(480), Quota.perHour(4_800))
                .group(ANALYTICS, Quota.perMinute(240), Quota.perHour(1_200))
                .group(CRUD, Quota.perMinute(480), Quota.perHour(4_800))
                .group(DEFINITIONS, Quota.perMinute(600))
                .group(QUERY, Quota.perMinute(240), Quota.perHour(2_400))
                .atOnce(QUERY, QUERIES_AT_ONCE);
    }
}
