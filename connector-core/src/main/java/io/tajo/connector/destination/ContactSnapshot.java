package io.tajo.connector.destination;

import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.ContactListener;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What Brevo holds of every contact of an account: its status, and marks of the values of some attributes. Also knows which
 * contacts the run has met. For one thread.
 */
public final class ContactSnapshot implements ContactListener {
    /** The number of the status, and in its lowest bit whether the run has met the contact. */
    private static final int STATUS = 0;

    private static final int FIRST_MARK = 1;

    private static final int MET = 1;
    private static final int CREATED = 2;
    private static final int DELETED = 4;

    private static final ContactStatus CREATED_NOW = new ContactStatus(true, false, Set.of(), Set.of());

    private final ValueMarks marks;
    private final StatusTable statuses = new StatusTable();
    private final ContactTable contacts;
    private Instant readAt = Instant.EPOCH;
    /** Contacts that Brevo did not hold when it was read: whether the run has met, created or deleted them. */
    private final KeyTable others = new KeyTable();

    /**
     * Creates the snapshot of an empty account.
     *
     * @param marks the attributes whose values are compared
     */
    public ContactSnapshot(ValueMarks marks) {
        this.marks = marks;
        this.contacts = new ContactTable(FIRST_MARK + marks.names().size());
    }

    /** {@return the attributes whose values are compared} */
    public ValueMarks marks() {
        return marks;
    }

    /**
     * Adds a contact that Brevo holds.
     *
     * @param contact the contact
     * @param status its status
     * @param values finds the value of an attribute, null where there is none
     */
    public void add(ContactKey contact, ContactStatus status, Values values) {
        int[] row = new int[FIRST_MARK + marks.names().size()];
        row[STATUS] = number(status) << 1;
        for (int i = 0; i < marks.names().size(); i++) {
            String name = marks.names().get(i);
            row[FIRST_MARK + i] = marks.of(name, values.of(name));
        }
        contacts.add(contact.high(), row);
    }

    /** Finds values of one contact. */
    @FunctionalInterface
    public interface Values {
        /**
         * Returns a value.
         *
         * @param name an attribute
         * @return what Brevo holds, or null
         */
        @Nullable
        Object of(String name);
    }

    /** Replaces the status of a contact that Brevo held when it was read, or that this run has created. */
    void refresh(ContactKey contact, ContactStatus status) {
        int before = contacts.get(contact.high(), STATUS);
        if (before >= 0) {
            contacts.set(contact.high(), STATUS, (number(status) << 1) | (before & MET));
            return;
        }
        boolean hasOptedOut = status.blocklisted() || !status.left().isEmpty();
        if (!hasOptedOut || !of(contact).known()) return;
        int[] row = new int[FIRST_MARK + marks.names().size()];
        row[STATUS] = (number(status) << 1) | (others.get(contact.high()) & MET);
        contacts.add(contact.high(), row);
    }

    private int number(ContactStatus status) {
        return statuses.number(status.blocklisted(), status.memberOf(), status.left());
    }

    /**
     * Returns the status of a contact.
     *
     * @param contact the contact
     * @return its status
     */
    public ContactStatus of(ContactKey contact) {
        int other = others.get(contact.high());
        if (other >= 0 && (other & DELETED) != 0) return ContactStatus.UNKNOWN;
        int number = contacts.get(contact.high(), STATUS);
        if (number >= 0) return statuses.of(number >> 1);
        return other >= 0 && (other & CREATED) != 0 ? CREATED_NOW : ContactStatus.UNKNOWN;
    }

    /**
     * Notes contacts that Brevo holds from now on, since this run has created them.
     *
     * @param created the contacts; those that it held before are left as they are
     */
    @Override
    public void proven(Collection<ContactKey> created) {
        for (ContactKey contact : created) {
            if (!of(contact).known()) mark(contact.high(), CREATED, DELETED);
        }
    }

    /**
     * Notes contacts that Brevo does not hold any more, since this run has deleted or renamed them.
     *
     * @param deleted the contacts
     */
    @Override
    public void forgotten(Collection<ContactKey> deleted) {
        deleted.forEach(contact -> mark(contact.high(), DELETED, CREATED));
    }

    private void mark(long key, int set, int unset) {
        others.put(key, (Math.max(0, others.get(key)) | set) & ~unset);
    }

    /** Returns when Brevo was last asked for changes. */
    Instant readAt() {
        return readAt;
    }

    void readAt(Instant time) {
        readAt = time;
    }

    /** Forgets which contacts were met: another reading begins. */
    public void meetAnew() {
        contacts.replaceAll(STATUS, status -> status & ~MET);
        others.replaceAll(other -> other & ~MET);
    }

    /**
     * Returns the mark of what Brevo holds.
     *
     * @param contact the contact
     * @param attribute one of the attributes that are compared
     * @return the mark, {@link ValueMarks#EMPTY} where Brevo holds nothing
     */
    public int mark(ContactKey contact, String attribute) {
        int position = marks.position(attribute);
        if (position < 0 || !contacts.has(contact.high())) return ValueMarks.EMPTY;
        return contacts.get(contact.high(), FIRST_MARK + position);
    }

    /**
     * Notes that the run has met a contact.
     *
     * @param contact the contact
     * @return whether it is met for the first time
     */
    public boolean meet(ContactKey contact) {
        return meet(contact.high());
    }

    /**
     * Notes that an earlier part of the same reading has met a contact.
     *
     * @param key a key of {@link #forEachMet}
     * @return whether it is met for the first time
     */
    public boolean meet(long key) {
        int status = contacts.get(key, STATUS);
        if (status < 0) {
            boolean isFirst = (Math.max(0, others.get(key)) & MET) == 0;
            mark(key, MET, 0);
            return isFirst;
        }
        contacts.set(key, STATUS, status | MET);
        return (status & MET) == 0;
    }

    /**
     * Goes through the contacts that were met.
     *
     * @param action takes the key of each
     */
    public void forEachMet(LongConsumer action) {
        contacts.forEachKey(STATUS, status -> (status & MET) != 0, action);
        others.forEachKey(key -> {
            if ((others.get(key) & MET) != 0) action.accept(key);
        });
    }

    /**
     * Returns whether a contact that the run has not met holds a value in one of some attributes.
     *
     * @param attributes attributes that are compared
     * @return whether there is one
     */
    public boolean hasOthers(Collection<String> attributes) {
        int[] columns = attributes.stream()
                .mapToInt(marks::position)
                .filter(position -> position >= 0)
                .map(position -> FIRST_MARK + position)
                .toArray();
        return contacts.anyRow(row -> {
            boolean isMet = (row.applyAsInt(STATUS) & 1) == 1;
            return !isMet && Arrays.stream(columns).anyMatch(column -> row.applyAsInt(column) != ValueMarks.EMPTY);
        });
    }

    /**
     * Returns whether the run has met a contact.
     *
     * @param contact the contact
     * @return whether it has
     */
    public boolean hasMet(ContactKey contact) {
        int status = contacts.get(contact.high(), STATUS);
        return ((status < 0 ? Math.max(0, others.get(contact.high())) : status) & MET) != 0;
    }
}
