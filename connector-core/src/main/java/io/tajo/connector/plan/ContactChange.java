package io.tajo.connector.plan;

import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.Fingerprint;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What differs between what a contact should hold and what Brevo holds.
 *
 * @param key the contact in the ledger
 * @param person PostHog's id of the person
 * @param email the contact's address
 * @param attributes the attributes that differ; null clears
 * @param lists the lists that the request names; none where the contact has left them
 * @param way how the change goes out
 * @param isNew whether Brevo does not hold the contact yet
 * @param fingerprint what Brevo holds more, or otherwise, once the change is applied
 * @param former the contact under its earlier address, if it is to be renamed
 */
public record ContactChange(
        ContactKey key,
        String person,
        String email,
        Map<String, @Nullable Object> attributes,
        Set<Long> lists,
        Way way,
        boolean isNew,
        Fingerprint fingerprint,
        Optional<Former> former) {

    /** How a change goes out. */
    public enum Way {
        /** By an upsert or an import, whichever costs less. */
        ANY,
        /** By an upsert: an import can't do it. */
        UPSERT,
        /** By deleting the contact. */
        DELETE,
        /** By giving the contact its new address, and the rest of the change with it. */
        RENAME
    }

    /**
     * A contact under the address that its person had before.
     *
     * @param key the contact in the ledger
     * @param extId its external id, by which Brevo finds it
     */
    public record Former(ContactKey key, String extId) {
        /** {@return the type's name only} */
        @Override
        public String toString() {
            return "Former";
        }
    }

    /**
     * Copies the collections.
     *
     * @param key the contact in the ledger
     * @param person PostHog's id of the person
     * @param email the contact's address
     * @param attributes the attributes that differ; null clears
     * @param lists the lists that the request names; none where the contact has left them
     * @param way how the change goes out
     * @param isNew whether Brevo does not hold the contact yet
     * @param fingerprint what Brevo holds more, or otherwise, once the change is applied
     * @param former the contact under its earlier address, if it is to be renamed
     */
    public ContactChange {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        lists = Set.copyOf(lists);
    }

    /**
     * Returns a change of a contact that keeps its address.
     *
     * @param key the contact in the ledger
     * @param person PostHog's id of the person
     * @param email the contact's address
     * @param attributes the attributes that differ; null clears
     * @param lists the lists that the request names; none where the contact has left them
     * @param way how the change goes out
     * @param isNew whether Brevo does not hold the contact yet
     * @param fingerprint what Brevo holds more, or otherwise, once the change is applied
     */
    public ContactChange(
            ContactKey key,
            String person,
            String email,
            Map<String, @Nullable Object> attributes,
            Set<Long> lists,
            Way way,
            boolean isNew,
            Fingerprint fingerprint) {
        this(key, person, email, attributes, lists, way, isNew, fingerprint, Optional.empty());
    }

    /**
     * Returns this change without some attributes.
     *
     * @param left the attributes that are left out
     * @return the rest of the change
     */
    public ContactChange without(Set<String> left) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(attributes);
        rest.keySet().removeAll(left);
        return new ContactChange(key, person, email, rest, lists, way, isNew, fingerprint.without(left), former);
    }

    /** {@return whether there is nothing to send} */
    public boolean isEmpty() {
        return !isNew && attributes.isEmpty() && lists.isEmpty() && former.isEmpty();
    }

    /** {@return whether Brevo holds the contact, and nothing of it changes but its lists} */
    public boolean joinsOnly() {
        return !isNew && attributes.isEmpty() && !lists.isEmpty();
    }

    /** {@return PostHog's id of the person only} */
    @Override
    public String toString() {
        return "ContactChange[" + person + "]";
    }
}
