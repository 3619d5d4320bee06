package io.tajo.brevo.internal;

import io.tajo.brevo.lists.ContactList;
import io.tajo.brevo.lists.ListsApi;
import io.tajo.client.JsonObject;
import io.tajo.client.NotFoundException;
import io.tajo.client.Paginator;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.Transport;
import java.util.Map;
import java.util.Optional;

/** The lists routes. */
public final class HttpLists implements ListsApi {
    private static final String ROUTE = "/contacts/lists";
    private static final int PAGE = 50;

    private final Transport transport;

    /**
     * Creates the area.
     *
     * @param transport sends the calls
     */
    public HttpLists(Transport transport) {
        this.transport = transport;
    }

    @Override
    public Paginator<ContactList> list() {
        return OffsetPages.list(
                "lists",
                offset -> transport.send(HttpCall.get(RouteGroups.CONTACTS, ROUTE)
                        .query("limit", PAGE)
                        .query("offset", offset)
                        .query("sort", "asc")
                        .build()),
                HttpLists::list);
    }

    @Override
    public Optional<ContactList> get(long id) {
        HttpCall call = HttpCall.get(RouteGroups.CONTACTS, ROUTE + "/{listId}")
                .path("listId", String.valueOf(id))
                .build();
        try {
            return Optional.of(list(Json.object(transport.send(call))));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public long create(String name, long folderId) {
        HttpCall call = HttpCall.write("POST", RouteGroups.CONTACTS, ROUTE)
                .json(Json.write(Map.of("name", name, "folderId", folderId)))
                .build();
        return Created.id(transport.send(call));
    }

    private static ContactList list(JsonObject json) {
        return new ContactList(
                json.integer("id").orElse(0),
                json.text("name").orElse(""),
                json.integer("folderId").orElse(0));
    }
}
