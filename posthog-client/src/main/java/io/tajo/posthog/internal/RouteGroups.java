package io.tajo.posthog.internal;

import io.tajo.client.RouteGroup;

/** PostHog's routes by the quota that they share. */
public final class RouteGroups {
    /** The persons routes. */
    public static final RouteGroup PERSONS = new RouteGroup("persons");
    /** The query route. */
    public static final RouteGroup QUERY = new RouteGroup("query");

    private RouteGroups() {}
}
