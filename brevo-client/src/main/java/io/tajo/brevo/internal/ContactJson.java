package io.tajo.brevo.internal;

import io.tajo.brevo.contacts.Contact;
import io.tajo.brevo.contacts.ContactImport;
import io.tajo.brevo.contacts.ContactUpsert;
import io.tajo.brevo.contacts.ImportRows;
import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.transport.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes and reads contacts in Brevo's JSON. */
final class ContactJson {
    private ContactJson() {}

    static byte[] upsert(ContactUpsert contact) {
        Map<String, Object> body = new LinkedHashMap<>();
        put(body, "email", contact.email());
        put(body, "ext_id", contact.extId());
        if (!contact.attributes().isEmpty()) body.put("attributes", cleared(contact.attributes()));
        if (!contact.lists().isEmpty()) body.put("listIds", contact.lists());
        put(body, "emailBlacklisted", contact.emailBlacklisted());
        put(body, "smsBlacklisted", contact.smsBlacklisted());
        body.put("updateEnabled", true);
        return Json.write(body);
    }

    static byte[] importBody(ContactImport contacts) {
        Map<String, Object> rest = new LinkedHashMap<>();
        contacts.csv().ifPresent(text -> rest.put("fileBody", text));
        contacts.file().ifPresent(address -> rest.put("fileUrl", address.toString()));
        contacts.newList()
                .ifPresentOrElse(
                        list -> rest.put("newList", Map.of("listName", list.name(), "folderId", list.folderId())),
                        () -> rest.put("listIds", contacts.lists()));
        rest.put("updateExistingContacts", true);
        rest.put("emptyContactsAttributes", contacts.emptyContactsAttributes());
        // Without it the owner of the account gets a mail for each import.
        rest.put("disableNotification", true);
        byte[] tail = Json.write(rest);
        return contacts.rows().map(rows -> withRows(rows, tail)).orElse(tail);
    }

    private static byte[] withRows(ImportRows rows, byte[] tail) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(rows.size() + tail.length + 32);
        body.writeBytes("{\"jsonBody\":[".getBytes(StandardCharsets.UTF_8));
        rows.writeTo(body);
        body.writeBytes("],".getBytes(StandardCharsets.UTF_8));
        body.write(tail, 1, tail.length - 1);
        return body.toByteArray();
    }

    /** Null is not in Brevo's contract: an empty text clears an attribute. */
    static Map<String, Object> cleared(Map<String, ? extends @Nullable Object> attributes) {
        Map<String, Object> values = new LinkedHashMap<>();
        attributes.forEach((name, value) -> values.put(name, value == null ? "" : value));
        return values;
    }

    static Contact read(JsonObject json) {
        return new Contact(
                json.integer("id")
                        .orElseThrow(() -> new DecodingException(
                                "Brevo sent a contact without an id. Check that the host is the right one.")),
                json.text("email").orElse(null),
                json.bool("emailBlacklisted").orElse(false),
                json.bool("smsBlacklisted").orElse(false),
                numbers(json, "listIds"),
                numbers(json, "listUnsubscribed"),
                json.object("attributes").orElse(JsonObject.empty()),
                json.instant("createdAt").orElse(null),
                json.instant("modifiedAt").orElse(null));
    }

    static Set<Long> numbers(JsonObject json, String field) {
        Set<Long> numbers = new LinkedHashSet<>();
        for (Object value : json.list(field).orElse(List.of())) {
            // A number may come as text: to miss a list that a contact left would be to add it again.
            JsonObject.of(Map.of(field, value)).integer(field).ifPresent(numbers::add);
        }
        return numbers;
    }

    private static void put(Map<String, Object> body, String name, @Nullable Object value) {
        if (value != null) body.put(name, value);
    }
}
