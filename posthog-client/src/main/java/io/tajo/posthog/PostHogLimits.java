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
    /** The persons routes. */
    public static final RouteGroup PERSONS = RouteGroups.PERSONS;
    /** The query route. */
    public static final RouteGroup QUERY = RouteGroups.QUERY;

    /** Three: how many queries PostHog runs for a project at once before it queues and then refuses them. */
    public static final int QUERIES_AT_ONCE = 3;

    private PostHogLimits() {}

    /**
     * Returns pacing by the published quotas: 240 calls a minute on the persons routes; 240 a minute and 2,400 an hour,
     * three at once, on the query route.
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
                .group(QUERY, Quota.perMinute(240), Quota.perHour(2_400))
                .atOnce(QUERY, QUERIES_AT_ONCE);
    }
}
