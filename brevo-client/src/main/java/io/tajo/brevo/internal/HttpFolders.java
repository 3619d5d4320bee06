package io.tajo.brevo.internal;

import io.tajo.brevo.lists.ContactList;
import io.tajo.brevo.lists.Folder;
import io.tajo.brevo.lists.FoldersApi;
import io.tajo.client.JsonObject;
import io.tajo.client.NotFoundException;
import io.tajo.client.Paginator;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.Transport;
import java.util.Map;
import java.util.Optional;

/** The folders routes. */
public final class HttpFolders implements FoldersApi {
    private static final String ROUTE = "/contacts/folders";
    private static final String ONE = ROUTE + "/{folderId}";
    private static final int PAGE = 50;

    private final Transport transport;

    /**
     * Creates the area.
     *
     * @param transport sends the calls
     */
    public HttpFolders(Transport transport) {
        this.transport = transport;
    }

    @Override
    public Paginator<Folder> list() {
        return OffsetPages.list(
                "folders",
                offset -> transport.send(HttpLists.page(ROUTE, PAGE, offset).build()),
                HttpFolders::read);
    }

    @Override
    public long create(String name) {
        HttpCall call = HttpCall.write("POST", RouteGroups.CONTACTS, ROUTE)
                .json(Json.write(Map.of("name", name)))
                .build();
        return Created.id(transport.send(call));
    }

    @Override
    public Optional<Folder> get(long id) {
        try {
            return Optional.of(read(Json.object(transport.send(
                    one(HttpCall.get(RouteGroups.CONTACTS, ONE), id).build()))));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public void rename(long id, String name) {
        transport.send(one(HttpCall.write("PUT", RouteGroups.CONTACTS, ONE), id)
                .replay(HttpCall.Replay.SAFE)
                .json(Json.write(Map.of("name", name)))
                .build());
    }

    @Override
    public boolean deleteWithLists(long id) {
        return Deleted.whetherThere(transport, one(HttpCall.write("DELETE", RouteGroups.CONTACTS, ONE), id));
    }

    @Override
    public Paginator<ContactList> lists(long id) {
        return OffsetPages.list(
                "lists",
                offset -> transport.send(
                        one(HttpLists.page(ONE + "/lists", PAGE, offset), id).build()),
                HttpLists::read);
    }

    private static HttpCall.Builder one(HttpCall.Builder call, long id) {
        return call.path("folderId", String.valueOf(id));
    }

    private static Folder read(JsonObject json) {
        return new Folder(json.integer("id").orElse(0), json.text("name").orElse(""));
    }
}
