package io.tajo.brevo.internal;

import io.tajo.brevo.contacts.Contact;
import io.tajo.brevo.contacts.ContactId;
import io.tajo.brevo.contacts.ContactImport;
import io.tajo.brevo.contacts.ContactQuery;
import io.tajo.brevo.contacts.ContactUpsert;
import io.tajo.brevo.contacts.ContactsApi;
import io.tajo.client.NotFoundException;
import io.tajo.client.Paginator;
import io.tajo.client.transport.Answer;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.Transport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The contacts routes. */
public final class HttpContacts implements ContactsApi {
    private static final String ROUTE = "/contacts";

    private final Transport transport;

    /**
     * Creates the area.
     *
     * @param transport sends the calls
     */
    public HttpContacts(Transport transport) {
        this.transport = transport;
    }

    @Override
    public OptionalLong upsert(ContactUpsert contact) {
        HttpCall call = HttpCall.write("POST", RouteGroups.CONTACTS, ROUTE)
                .replay(HttpCall.Replay.SAFE)
                .json(ContactJson.upsert(contact))
                .build();
        return Json.object(transport.send(call)).integer("id");
    }

    @Override
    public Optional<Contact> get(ContactId id) {
        HttpCall call = HttpCall.get(RouteGroups.CONTACTS, ROUTE + "/{identifier}")
                .path("identifier", id.value())
                .query("identifierType", id.identifierType())
                .build();
        try {
            return Optional.of(ContactJson.read(Json.object(transport.send(call))));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public Paginator<Contact> list(ContactQuery query) {
        return OffsetPages.list("contacts", offset -> page(query, offset), ContactJson::read);
    }

    @Override
    public long importContacts(ContactImport contacts) {
        HttpCall call = HttpCall.write("POST", RouteGroups.CONTACTS, ROUTE + "/import")
                .replay(contacts.mayRepeat() ? HttpCall.Replay.SAFE : HttpCall.Replay.ONLY_IF_UNSENT)
                .json(ContactJson.importBody(contacts))
                .build();
        return Created.number(transport.send(call), "processId");
    }

    private Answer page(ContactQuery query, long offset) {
        return transport.send(HttpCall.get(RouteGroups.CONTACTS, ROUTE)
                .query("limit", query.pageSize())
                .query("offset", offset)
                .query("sort", "asc")
                .query("modifiedSince", milliseconds(query.modifiedSince()))
                .query("createdSince", milliseconds(query.createdSince()))
                .query("listIds", query.list())
                .build());
    }

    /** Brevo documents three digits; rounded down, so that nothing is left out. */
    private static @Nullable Instant milliseconds(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }
}
