package io.tajo.posthog.internal;

import io.tajo.client.Paginator;
import io.tajo.client.transport.Transport;
import io.tajo.posthog.events.Event;
import io.tajo.posthog.events.EventQuery;
import io.tajo.posthog.events.EventsApi;

/** The events route. */
public final class HttpEvents implements EventsApi {
    private final Transport transport;
    private final Project project;

    /**
     * Creates the area.
     *
     * @param transport sends the calls
     * @param project whose events
     */
    public HttpEvents(Transport transport, Project project) {
        this.transport = transport;
        this.project = project;
    }

    @Override
    public Paginator<Event> list(EventQuery query) {
        return Paginator.perTraversal(() -> new EventPages(new EventCalls(transport, project, query)));
    }
}
