package io.tajo.brevo.events;

import io.tajo.brevo.attributes.AttributeName;
import io.tajo.brevo.contacts.ContactId;
import io.tajo.client.transport.Json;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Something that a contact did. Immutable: each method returns a changed copy.
 *
 * <pre>{@code
 * ContactEvent.of("purchase_completed", ContactId.email("ada@example.com")).property("price", 10).at(moment);
 * }</pre>
 */
public final class ContactEvent {
    /** What Brevo takes in names of events and of their properties. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    /** Fifty kilobytes of properties. */
    private static final int MAX_PROPERTIES = 50_000;

    private final Map<String, Object> event;

    private ContactEvent(Map<String, Object> event) {
        this.event = Collections.unmodifiableMap(event);
    }

    /**
     * Returns an event.
     *
     * @param name its name: letters, digits, hyphens and underscores, 255 at most
     * @param contact whose it is
     * @return the event
     * @throws IllegalArgumentException if Brevo takes no such name
     */
    public static ContactEvent of(String name, ContactId contact) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event_name", checked("an event's name", name));
        return new ContactEvent(event).identifiedBy(contact);
    }

    /**
     * Adds an identifier of the contact; Brevo's own number wins over the others.
     *
     * @param contact the identifier
     * @return the changed event
     */
    public ContactEvent identifiedBy(ContactId contact) {
        Object value = contact.identifierType().equals("contact_id") ? Long.valueOf(contact.value()) : contact.value();
        return with("identifiers", contact.identifierType(), value);
    }

    /**
     * Says when it happened.
     *
     * @param moment the time; without it, when Brevo takes it in
     * @return the changed event
     */
    public ContactEvent at(Instant moment) {
        return with("event_date", moment.toString());
    }

    /**
     * Sets a property of the event.
     *
     * @param name its name: letters, digits, hyphens and underscores, 255 at most
     * @param value text, a number, a boolean, or a list or map of them
     * @return the changed event
     * @throws IllegalArgumentException if Brevo takes no such name, or the properties are more than 50 kilobytes of JSON
     */
    public ContactEvent property(String name, Object value) {
        ContactEvent changed = with("event_properties", checked("a property's name", name), value);
        int size = Json.write(changed.event.getOrDefault("event_properties", Map.of())).length;
        if (size > MAX_PROPERTIES) {
            throw new IllegalArgumentException("an event's properties are at most " + MAX_PROPERTIES
                    + " bytes of JSON, not " + size + ": leave " + name + " out or shorten it");
        }
        return changed;
    }

    /**
     * Sets an attribute of the contact alongside.
     *
     * @param name the attribute's name; written in capitals
     * @param value text, a number or a boolean, as its type takes it
     * @return the changed event
     * @throws IllegalArgumentException if it is none of these, or the attribute is the address
     */
    public ContactEvent attribute(String name, Object value) {
        String capitals = AttributeName.writable(name);
        if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
            throw new IllegalArgumentException("an event sets attributes to text, numbers and booleans only: not "
                    + capitals + " to a " + value.getClass().getSimpleName());
        }
        return with("contact_properties", capitals, value);
    }

    /** {@return the event's name} */
    public String name() {
        return String.valueOf(event.get("event_name"));
    }

    /** {@return the event as Brevo's API takes it} */
    public Map<String, Object> toMap() {
        return event;
    }

    private ContactEvent with(String field, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(event);
        changed.put(field, value);
        return new ContactEvent(changed);
    }

    private ContactEvent with(String object, String field, Object value) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (event.get(object) instanceof Map<?, ?> set) {
            set.forEach((name, old) -> fields.put(String.valueOf(name), old));
        }
        fields.put(field, value);
        return with(object, fields);
    }

    private static String checked(String what, String name) {
        if (NAME.matcher(name).matches()) return name;
        throw new IllegalArgumentException(
                what + " has letters, digits, hyphens and underscores only, 255 at most: not \"" + name + "\"");
    }

    /** {@return the event's name: everything else may be personal} */
    @Override
    public String toString() {
        return "ContactEvent[" + name() + "]";
    }
}
