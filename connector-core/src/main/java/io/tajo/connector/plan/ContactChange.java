package io.tajo.connector.plan;

import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.ContactState;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
 * @param joins the lists that the contact joins now
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
        Set<Long> joins,
        Way way,
        boolean isNew,
        ContactState fingerprint,
        Optional<Former> former) {

    /** How a change goes out. */
    public enum Way {
        /** By an upsert or an import, whichever costs less. */
        ANY,
        /** By an import that clears what must become false, and then one that sets it: an import leaves a true under a false. */
        CLEAR_FIRST,
        /** By an upsert: an import can't do it. */
        UPSERT,
        /** By an upsert, after the contact that has the external id so far has given it up. */
        TAKE_ID,
        /** By one upsert that names the lists too: the contact was looked at directly before. */
        WHOLE,
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
     * @param joins the lists that the contact joins now
     * @param way how the change goes out
     * @param isNew whether Brevo does not hold the contact yet
     * @param fingerprint what Brevo holds more, or otherwise, once the change is applied
     * @param former the contact under its earlier address, if it is to be renamed
     */
    public ContactChange {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        joins = Set.copyOf(joins);
    }

    /**
     * Returns a change of a contact that keeps its address.
     *
     * @param key the contact in the ledger
     * @param person PostHog's id of the person
     * @param email the contact's address
     * @param attributes the attributes that differ; null clears
     * @param joins the lists that the contact joins now
     * @param way how the change goes out
     * @param isNew whether Brevo does not hold the contact yet
     * @param fingerprint what Brevo holds more, or otherwise, once the change is applied
     */
    public ContactChange(
            ContactKey key,
            String person,
            String email,
            Map<String, @Nullable Object> attributes,
            Set<Long> joins,
            Way way,
            boolean isNew,
            ContactState fingerprint) {
        this(key, person, email, attributes, joins, way, isNew, fingerprint, Optional.empty());
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
        return new ContactChange(key, person, email, rest, joins, way, isNew, fingerprint.without(left), former);
    }

    /** {@return whether there is nothing to send} */
    public boolean isEmpty() {
        return !isNew && attributes.isEmpty() && joins.isEmpty() && former.isEmpty();
    }

    /** {@return whether one request makes the whole change, lists too} */
    public boolean isWhole() {
        return way == Way.WHOLE || way == Way.DELETE || way == Way.RENAME || (isUpsert() && isNew);
    }

    /** {@return whether an import can't make the change; the lists that the contact joins go apart} */
    public boolean isUpsert() {
        return way == Way.UPSERT || way == Way.TAKE_ID;
    }

    /** {@return this change, made by an upsert} */
    public ContactChange byUpsert() {
        return new ContactChange(key, person, email, attributes, joins, Way.UPSERT, isNew, fingerprint, former);
    }

    /** {@return what an import must clear first: what is cleared, and what becomes false where that needs it} */
    public ContactChange clearing() {
        Map<String, @Nullable Object> clears = new LinkedHashMap<>();
        Map<String, Long> state =
                new LinkedHashMap<>(fingerprint.only(cleared()).fields());
        cleared().forEach(name -> clears.put(name, null));
        if (way == Way.CLEAR_FIRST) {
            attributes.forEach((name, value) -> {
                if (!Boolean.FALSE.equals(value)) return;
                clears.put(name, null);
                state.put(name, ContactState.IN_DOUBT);
            });
        }
        ContactState after = new ContactState(state, Set.of(), Set.of());
        return new ContactChange(key, person, email, clears, Set.of(), way, isNew, after, former);
    }

    /** {@return this change, with the external id taken from the contact that has it so far} */
    ContactChange takingId() {
        return new ContactChange(key, person, email, attributes, joins, Way.TAKE_ID, isNew, fingerprint, former);
    }

    /** {@return the attributes that the change clears} */
    public Set<String> cleared() {
        Set<String> cleared = new LinkedHashSet<>();
        attributes.forEach((name, value) -> {
            if (value == null) cleared.add(name);
        });
        return cleared;
    }

    /**
     * Returns this change without all but some attributes.
     *
     * @param wanted the attributes that are kept
     * @return a part of the change
     */
    public ContactChange only(Set<String> wanted) {
        Map<String, @Nullable Object> part = new LinkedHashMap<>(attributes);
        part.keySet().retainAll(wanted);
        return new ContactChange(key, person, email, part, joins, way, isNew, fingerprint.only(wanted), former);
    }

    /** {@return this change without the lists that the contact joins} */
    public ContactChange withoutJoins() {
        return new ContactChange(
                key, person, email, attributes, Set.of(), way, isNew, fingerprint.withoutLists(joins), former);
    }

    /** {@return PostHog's id of the person only} */
    @Override
    public String toString() {
        return "ContactChange[" + person + "]";
    }
}
