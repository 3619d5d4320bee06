package io.tajo.brevo.internal;

import io.tajo.brevo.lists.Folder;
import io.tajo.brevo.lists.FoldersApi;
import io.tajo.client.Paginator;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.Transport;
import java.util.Map;

/** The folders routes. */
public final class HttpFolders implements FoldersApi {
    private static final String ROUTE = "/contacts/folders";
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
                offset -> transport.send(HttpCall.get(RouteGroups.CONTACTS, ROUTE)
                        .query("limit", PAGE)
                        .query("offset", offset)
                        .query("sort", "asc")
                        .build()),
                json -> new Folder(
                        json.integer("id").orElse(0), json.text("name").orElse("")));
    }

    @Override
    public long create(String name) {
        HttpCall call = HttpCall.write("POST", RouteGroups.CONTACTS, ROUTE)
                .json(Json.write(Map.of("name", name)))
                .build();
        return Created.id(transport.send(call));
    }
}
