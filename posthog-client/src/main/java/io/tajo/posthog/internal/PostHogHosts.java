package io.tajo.posthog.internal;

import io.tajo.client.transport.BaseUri;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * The two hosts of a PostHog: one answers questions, one takes events and flags in. In a PostHog of one's own they are
 * the same.
 *
 * @param app where questions go
 * @param ingestion where events and flags go
 */
public record PostHogHosts(BaseUri app, BaseUri ingestion) {
    private static final Map<String, String> REGION_BY_HOST = Map.of(
            "app.posthog.com", "us",
            "us.posthog.com", "us",
            "us.i.posthog.com", "us",
            "eu.posthog.com", "eu",
            "eu.i.posthog.com", "eu");

    /**
     * Finds both hosts from the one that a user names.
     *
     * @param address either of them
     * @return both
     */
    public static PostHogHosts of(String address) {
        BaseUri given = BaseUri.of("PostHog host", address);
        String region = regionOf(given.uri());
        if (region.isEmpty()) return new PostHogHosts(given, given);
        return new PostHogHosts(
                BaseUri.of("PostHog host", "https://" + region + ".posthog.com"),
                BaseUri.of("PostHog host", "https://" + region + ".i.posthog.com"));
    }

    /** Returns {@code us} or {@code eu}, or nothing for a self-hosted one. */
    static String regionOf(URI uri) {
        return REGION_BY_HOST.getOrDefault(uri.getHost().toLowerCase(Locale.ROOT), "");
    }
}
