package io.tajo.posthog.internal;

import io.tajo.client.RouteGroup;

/** PostHog's routes by the quota that they share. */
public final class RouteGroups {
    /** The persons routes. */
    public static final RouteGroup PERSONS = new RouteGroup("persons");
    /** The routes that delete persons. */
    public static final RouteGroup DELETIONS = new RouteGroup("deletions");
    /** The query route. */
    public static final RouteGroup QUERY = new RouteGroup("query");
    /** The routes that read from ClickHouse beside the query route: events, insights, recordings, cohort members. */
    public static final RouteGroup ANALYTICS = new RouteGroup("analytics");
    /** Everything else below {@code /api/}. */
    public static final RouteGroup CRUD = new RouteGroup("crud");
    /** The definitions of feature flags. */
    public static final RouteGroup DEFINITIONS = new RouteGroup("definitions");
    /** The public route that evaluates flags. */
    public static final RouteGroup FLAGS = new RouteGroup("flags");
    /** The public routes that take events in. */
    public static final RouteGroup CAPTURE = new RouteGroup("capture");
    /** Files that PostHog named, at another host. */
    public static final RouteGroup FILES = new RouteGroup("files");

    private RouteGroups() {}
}
