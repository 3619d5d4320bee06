package io.tajo.brevo;

import io.tajo.brevo.internal.RouteGroups;
import io.tajo.client.Quota;
import io.tajo.client.QuotaRateLimit;
import io.tajo.client.RouteGroup;

/**
 * The quotas that Brevo publishes, for a whole account. Brevo's own headers move them at run time. Stateless and safe
 * for any thread.
 *
 * @see <a href="https://developers.brevo.com/docs/api-limits">Brevo: API limits</a>
 */
public final class BrevoLimits {
    /** Everything below {@code /contacts}: 10 calls a second and 36,000 an hour on the general tier. */
    public static final RouteGroup CONTACTS = RouteGroups.CONTACTS;
    /** Custom events: as many as {@link #CONTACTS}. */
    public static final RouteGroup EVENTS = RouteGroups.EVENTS;
    /** Every other route, processes and account included: 100 calls an hour on the general tier. */
    public static final RouteGroup OTHER = RouteGroups.OTHER;

    private BrevoLimits() {}

    /**
     * Returns pacing by the published quotas.
     *
     * @param tier the account's tier
     * @return a strategy of its own; share one between the clients of an account
     */
    public static QuotaRateLimit published(BrevoTier tier) {
        return builder(tier).build();
    }

    /**
     * Returns a builder with the published quotas, to replace those that an account has otherwise.
     *
     * @param tier the account's tier
     * @return the builder
     */
    public static QuotaRateLimit.Builder builder(BrevoTier tier) {
        return switch (tier) {
            case GENERAL -> quotas(10, 100);
            case ADVANCED -> quotas(20, 200);
            case EXTENDED -> quotas(60, 600);
        };
    }

    private static QuotaRateLimit.Builder quotas(int perSecond, int othersPerHour) {
        Quota second = Quota.perSecond(perSecond);
        Quota hour = Quota.perHour(perSecond * 3_600);
        return QuotaRateLimit.builder()
                .group(CONTACTS, second, hour)
                .group(EVENTS, second, hour)
                .group(OTHER, Quota.perHour(othersPerHour));
    }
}
