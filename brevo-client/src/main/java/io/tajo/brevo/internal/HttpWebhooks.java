package io.tajo.brevo.internal;

import io.tajo.brevo.webhooks.NewWebhook;
import io.tajo.brevo.webhooks.Webhook;
import io.tajo.brevo.webhooks.WebhooksApi;
import io.tajo.client.JsonObject;
import io.tajo.client.NotFoundException;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.Transport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The webhooks routes. */
public final class HttpWebhooks implements WebhooksApi {
    private static final String ROUTE = "/webhooks";
    private static final String ONE = ROUTE + "/{webhookId}";

    private final Transport transport;

    /**
     * Creates the area.
     *
     * @param transport sends the calls
     */
    public HttpWebhooks(Transport transport) {
        this.transport = transport;
    }

    @Override
    public List<Webhook> list(String type) {
        HttpCall call = HttpCall.get(RouteGroups.OTHER, ROUTE)
                .query("type", type)
                .query("sort", "asc")
                .build();
        return Json.object(transport.send(call)).objects("webhooks").stream()
                .map(HttpWebhooks::read)
                .toList();
    }

    @Override
    public Optional<Webhook> get(long id) {
        try {
            return Optional.of(read(Json.object(
                    transport.send(one(HttpCall.get(RouteGroups.OTHER, ONE), id).build()))));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public long create(NewWebhook webhook) {
        return Created.id(transport.send(HttpCall.write("POST", RouteGroups.OTHER, ROUTE)
                .json(Json.write(webhook.toMap()))
                .build()));
    }

    @Override
    public void update(long id, NewWebhook webhook) {
        Map<String, Object> changes = new LinkedHashMap<>(webhook.toMap());
        // It has its type for good, and Brevo takes none here.
        changes.remove("type");
        transport.send(one(HttpCall.write("PUT", RouteGroups.OTHER, ONE), id)
                .replay(HttpCall.Replay.SAFE)
                .json(Json.write(changes))
                .build());
    }

    @Override
    public boolean delete(long id) {
        return Deleted.whetherThere(transport, one(HttpCall.write("DELETE", RouteGroups.OTHER, ONE), id));
    }

    private static HttpCall.Builder one(HttpCall.Builder call, long id) {
        return call.path("webhookId", String.valueOf(id));
    }

    private static Webhook read(JsonObject json) {
        return new Webhook(
                json.integer("id").orElse(0),
                json.text("url").orElse(""),
                json.text("type").orElse(""),
                json.text("channel").orElse(null),
                json.list("events").orElse(List.of()).stream()
                        .map(String::valueOf)
                        .toList(),
                json.text("description").orElse(null),
                json.bool("batched").orElse(false),
                json.instant("createdAt").orElse(null),
                json.instant("modifiedAt").orElse(null));
    }
}
