package io.tajo.brevo.internal;

import io.tajo.brevo.contacts.Contact;
import io.tajo.brevo.contacts.ContactId;
import io.tajo.brevo.lists.ContactList;
import io.tajo.brevo.lists.ListsApi;
import io.tajo.brevo.lists.Membership;
import io.tajo.client.JsonObject;
import io.tajo.client.NotFoundException;
import io.tajo.client.Paginator;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.Transport;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The lists routes. */
public final class HttpLists implements ListsApi {
    private static final String ROUTE = "/contacts/lists";
    private static final String ONE = ROUTE + "/{listId}";
    private static final int PAGE = 50;
    private static final int MEMBERS = 500;

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
                "lists", offset -> transport.send(page(ROUTE, PAGE, offset).build()), HttpLists::read);
    }

    @Override
    public Optional<ContactList> get(long id) {
        try {
            return Optional.of(read(Json.object(transport.send(
                    one(HttpCall.get(RouteGroups.CONTACTS, ONE), id).build()))));
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

    @Override
    public void rename(long id, String name) {
        change(id, Map.of("name", name));
    }

    @Override
    public void move(long id, long folderId) {
        change(id, Map.of("folderId", folderId));
    }

    private void change(long id, Map<String, Object> changes) {
        transport.send(one(HttpCall.write("PUT", RouteGroups.CONTACTS, ONE), id)
                .replay(HttpCall.Replay.SAFE)
                .json(Json.write(changes))
                .build());
    }

    @Override
    public boolean delete(long id) {
        HttpCall.Builder call = one(HttpCall.write("DELETE", RouteGroups.CONTACTS, ONE), id);
        return Deleted.whetherThere(transport, call);
    }

    @Override
    public Paginator<Contact> members(long id) {
        return OffsetPages.list(
                "contacts",
                offset -> transport.send(
                        one(page(ONE + "/contacts", MEMBERS, offset), id).build()),
                ContactJson::read);
    }

    @Override
    public Membership add(long id, Collection<ContactId> contacts) {
        return new MembershipChange(transport, this, id).add(contacts);
    }

    @Override
    public Membership remove(long id, Collection<ContactId> contacts) {
        return new MembershipChange(transport, this, id).remove(contacts);
    }

    @Override
    public long removeAll(long id) {
        return MembershipAnswer.read(Json.object(
                        transport.send(one(HttpCall.write("POST", RouteGroups.CONTACTS, ONE + "/contacts/remove"), id)
                                .json(Json.write(Map.of("all", true)))
                                .build())))
                .processId();
    }

    static HttpCall.Builder page(String route, int limit, long offset) {
        return HttpCall.get(RouteGroups.CONTACTS, route)
                .query("limit", limit)
                .query("offset", offset)
                .query("sort", "asc");
    }

    private static HttpCall.Builder one(HttpCall.Builder call, long id) {
        return call.path("listId", String.valueOf(id));
    }

    static ContactList read(JsonObject json) {
        return new ContactList(
                json.integer("id").orElse(0),
                json.text("name").orElse(""),
                json.integer("folderId").orElse(0),
                // Brevo freezes the other two counts at 0.
                json.integer("uniqueSubscribers").orElse(0));
    }
}
