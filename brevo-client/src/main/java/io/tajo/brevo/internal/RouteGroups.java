package io.tajo.brevo.internal;

import io.tajo.client.RouteGroup;

/** Brevo's routes by the quota that they share. */
public final class RouteGroups {
    /** Everything below {@code /contacts}. */
    public static final RouteGroup CONTACTS = new RouteGroup("contacts");
    /** Custom events. */
    public static final RouteGroup EVENTS = new RouteGroup("events");
    /** Batches of custom events, whose quota is not documented. */
    static final RouteGroup EVENT_BATCHES = new RouteGroup("event batches");
    /** Every other route. */
    public static final RouteGroup OTHER = new RouteGroup("other");
    /** Files that Brevo has made, from wherever it keeps them; no quota is known. */
    public static final RouteGroup FILES = new RouteGroup("files");

    private RouteGroups() {}
}
