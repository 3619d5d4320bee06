package io.tajo.brevo.contacts;

import io.tajo.brevo.attributes.AttributeName;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What to change in one contact. What is not set is not sent, and stays as it is. Immutable: each method returns a changed copy. */
public final class ContactUpdate {
    private static final String EMAIL = "EMAIL";

    private final Map<String, Object> changes;

    private ContactUpdate(Map<String, Object> changes) {
        this.changes = Collections.unmodifiableMap(changes);
    }

    /** {@return an update that changes nothing yet} */
    public static ContactUpdate none() {
        return new ContactUpdate(Map.of());
    }

    /**
     * Sets an attribute.
     *
     * @param name its name; written in capitals
     * @param value text, a number, a boolean or a list of texts, as its type takes it; null clears it
     * @return the changed update
     * @throws IllegalArgumentException if it is the address, which {@link #changeEmail} changes
     */
    public ContactUpdate attribute(String name, @Nullable Object value) {
        return withAttribute(AttributeName.writable(name), value);
    }

    /**
     * Changes the address. Brevo then subscribes the contact again, even if it has opted out: read the contact first, and
     * leave one that is {@link Contact#emailBlacklisted} alone.
     *
     * @param address the new address
     * @return the changed update
     */
    public ContactUpdate changeEmail(String address) {
        return withAttribute(EMAIL, address);
    }

    /**
     * Sets the external id.
     *
     * @param id the id
     * @return the changed update
     */
    public ContactUpdate extId(String id) {
        return with("ext_id", id);
    }

    /**
     * Joins lists.
     *
     * @param listIds their numbers
     * @return the changed update
     */
    public ContactUpdate join(Collection<Long> listIds) {
        return with("listIds", Set.copyOf(listIds));
    }

    /**
     * Leaves lists.
     *
     * @param listIds their numbers
     * @return the changed update
     */
    public ContactUpdate leave(Collection<Long> listIds) {
        return with("unlinkListIds", new LinkedHashSet<>(listIds));
    }

    /**
     * Blocks e-mail to the contact, or allows it. Leave it out unless the contact has decided: {@code false} is an order to
     * subscribe the contact again.
     *
     * @param blocked whether to block
     * @return the changed update
     */
    public ContactUpdate emailBlacklisted(boolean blocked) {
        return with("emailBlacklisted", blocked);
    }

    /**
     * Blocks text messages to the contact, or allows them. Leave it out unless the contact has decided.
     *
     * @param blocked whether to block
     * @return the changed update
     */
    public ContactUpdate smsBlacklisted(boolean blocked) {
        return with("smsBlacklisted", blocked);
    }

    /** {@return the update as Brevo's API takes it} */
    public Map<String, Object> toMap() {
        return changes;
    }

    private ContactUpdate withAttribute(String name, @Nullable Object value) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        if (changes.get("attributes") instanceof Map<?, ?> set) {
            set.forEach((key, old) -> attributes.put(String.valueOf(key), old));
        }
        // Null is not in Brevo's contract: an empty text clears an attribute.
        attributes.put(name, value == null ? "" : value);
        return with("attributes", Collections.unmodifiableMap(attributes));
    }

    private ContactUpdate with(String field, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(changes);
        changed.put(field, value);
        return new ContactUpdate(changed);
    }

    /** {@return the names of what changes: the values are personal} */
    @Override
    public String toString() {
        return "ContactUpdate" + changes.keySet();
    }
}
