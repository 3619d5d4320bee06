package io.tajo.brevo.internal;

import io.tajo.brevo.contacts.Contact;
import io.tajo.brevo.contacts.ContactExport;
import io.tajo.brevo.contacts.ContactId;
import io.tajo.brevo.contacts.ContactImport;
import io.tajo.brevo.contacts.ContactQuery;
import io.tajo.brevo.contacts.ContactUpdate;
import io.tajo.brevo.contacts.ContactUpsert;
import io.tajo.brevo.contacts.ContactsApi;
import io.tajo.brevo.contacts.DoubleOptIn;
import io.tajo.client.JsonObject;
import io.tajo.client.NotFoundException;
import io.tajo.client.Paginator;
import io.tajo.client.transport.Answer;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.Transport;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The contacts routes. */
public final class HttpContacts implements ContactsApi {
    private static final String ROUTE = "/contacts";
    private static final String ONE = ROUTE + "/{identifier}";
    private static final int LONGEST_STATS = 90;
    /** The attributes that hold what a contact is found by. */
    private static final Map<String, String> FOUND_BY = Map.of(
            "email_id", "EMAIL",
            "phone_id", "SMS",
            "whatsapp_id", "WHATSAPP",
            "landline_number_id", "LANDLINE_NUMBER");

    private static final Set<String> STATS_BY = Set.of("email_id", "contact_id");

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
        HttpCall call = HttpCall.get(RouteGroups.CONTACTS, ONE)
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
        HttpCall.Builder call = HttpCall.get(RouteGroups.CONTACTS, ROUTE)
                .query("limit", query.pageSize())
                .query("offset", offset)
                .query("sort", "asc");
        query.filters().forEach(call::query);
        return transport.send(call.build());
    }

    @Override
    public void update(ContactId id, ContactUpdate changes) {
        // Changed twice is changed. But where what it is found by changes, the second call would find no contact; and a
        // new
        // address
        // subscribes who has opted out meanwhile.
        boolean mayRepeat = !renames(id, changes);
        transport.send(one("PUT", id)
                .replay(mayRepeat ? HttpCall.Replay.SAFE : HttpCall.Replay.ONLY_IF_UNSENT)
                .json(Json.write(changes.toMap()))
                .build());
    }

    private static boolean renames(ContactId id, ContactUpdate changes) {
        if (changes.toMap().containsKey("ext_id") && id.identifierType().equals("ext_id")) return true;
        String foundBy = FOUND_BY.getOrDefault(id.identifierType(), "EMAIL");
        return changes.toMap().get("attributes") instanceof Map<?, ?> attributes
                && (attributes.containsKey("EMAIL") || attributes.containsKey(foundBy));
    }

    @Override
    public boolean delete(ContactId id) {
        return Deleted.whetherThere(transport, one("DELETE", id));
    }

    @Override
    public JsonObject campaignStats(ContactId id) {
        return stats(id, null, null);
    }

    @Override
    public JsonObject campaignStats(ContactId id, LocalDate from, LocalDate to) {
        if (from.isAfter(to) || from.plusDays(LONGEST_STATS).isBefore(to)) {
            throw new IllegalArgumentException(
                    "campaign statistics cover " + LONGEST_STATS + " days at most, not " + from + " to " + to);
        }
        return stats(id, from, to);
    }

    private JsonObject stats(ContactId id, @Nullable LocalDate from, @Nullable LocalDate to) {
        // This route takes an address or Brevo's own number, and no kind beside it: an external id of digits would
        // be read as the number of another contact.
        if (!STATS_BY.contains(id.identifierType())) {
            throw new IllegalArgumentException(
                    "campaign statistics are read by address or Brevo's number, not by " + id.identifierType());
        }
        return Json.object(transport.send(HttpCall.get(RouteGroups.CONTACTS, ONE + "/campaignStats")
                .path("identifier", id.value())
                .query("startDate", from)
                .query("endDate", to)
                .build()));
    }

    @Override
    public void sendDoubleOptIn(DoubleOptIn request) {
        // Sent twice is two mails.
        transport.send(HttpCall.write("POST", RouteGroups.CONTACTS, ROUTE + "/doubleOptinConfirmation")
                .json(Json.write(request.toMap()))
                .build());
    }

    @Override
    public long export(ContactExport export) {
        return Created.number(
                transport.send(HttpCall.write("POST", RouteGroups.CONTACTS, ROUTE + "/export")
                        .json(Json.write(export.toMap()))
                        .build()),
                "processId");
    }

    private static HttpCall.Builder one(String method, ContactId id) {
        return HttpCall.write(method, RouteGroups.CONTACTS, ONE)
                .path("identifier", id.value())
                .query("identifierType", id.identifierType());
    }
}
