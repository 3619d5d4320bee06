package io.tajo.brevo.internal;

import io.tajo.brevo.events.ContactEvent;
import io.tajo.brevo.events.EventQuery;
import io.tajo.brevo.events.EventReceipt;
import io.tajo.brevo.events.EventsApi;
import io.tajo.brevo.events.StoredEvent;
import io.tajo.client.JsonObject;
import io.tajo.client.Page;
import io.tajo.client.Paginator;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.Transport;
import java.util.List;
import java.util.Optional;

/** The events routes. */
public final class HttpEvents implements EventsApi {
    private static final String ROUTE = "/events";

    private final Transport transport;

    /**
     * Creates the area.
     *
     * @param transport sends the calls
     */
    public HttpEvents(Transport transport) {
        this.transport = transport;
    }

    @Override
    public void send(ContactEvent event) {
        transport.send(HttpCall.write("POST", RouteGroups.EVENTS, ROUTE)
                .json(Json.write(event.toMap()))
                .build());
    }

    @Override
    public EventReceipt send(List<ContactEvent> events) {
        return new EventSending(transport).send(events);
    }

    @Override
    public Paginator<StoredEvent> list(EventQuery query) {
        return Paginator.of(cursor -> page(query, cursor.map(Long::parseLong).orElse(0L)));
    }

    private Page<StoredEvent> page(EventQuery query, long offset) {
        HttpCall.Builder call = HttpCall.get(RouteGroups.OTHER, ROUTE)
                .query("limit", query.pageSize())
                .query("offset", offset);
        query.filters().forEach((name, values) -> values.forEach(value -> call.query(name, value)));
        List<StoredEvent> events = Json.object(transport.send(call.build())).objects("events").stream()
                .map(HttpEvents::read)
                .toList();
        // A short page says nothing; an empty one is behind the last.
        return events.isEmpty()
                ? Page.last(events)
                : new Page<>(events, Optional.of(String.valueOf(offset + events.size())));
    }

    private static StoredEvent read(JsonObject json) {
        return new StoredEvent(
                json.integer("contact_id").orElse(0),
                json.text("event_name").orElse(""),
                json.instant("event_date").orElse(null),
                json.object("event_properties").orElse(JsonObject.empty()));
    }
}
