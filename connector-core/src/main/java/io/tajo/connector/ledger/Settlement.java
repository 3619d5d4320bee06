package io.tajo.connector.ledger;

import java.util.Set;

/**
 * What became of the contacts of a batch.
 *
 * @param applied those whose changes are proven
 * @param refused those whose changes Brevo surely did not take
 */
record Settlement(Set<ContactKey> applied, Set<ContactKey> refused) {
    /** The outcome of the batch is not known. */
    static final Settlement UNKNOWN = new Settlement(Set.of(), Set.of());

    /** Returns what is known of a contact from now on. */
    ContactState of(ContactKey contact, OpenChange open, ContactState held) {
        if (applied.contains(contact)) return held.after(open.change());
        if (refused.contains(contact)) return open.refused(held);
        return held.during(open.change());
    }
}
