package io.tajo.connector.ledger;

import java.util.Set;

/**
 * What became of the contacts of a batch.
 *
 * @param applied those whose changes are proven
 * @param refused those whose changes Brevo surely did not take
 */
record Verdict(Set<ContactKey> applied, Set<ContactKey> refused) {
    /** Nobody knows what became of the batch. */
    static final Verdict UNKNOWN = new Verdict(Set.of(), Set.of());

    /** Returns what is known of a contact from now on. */
    Fingerprint of(ContactKey contact, OpenChange open, Fingerprint held) {
        if (applied.contains(contact)) return held.after(open.change());
        if (refused.contains(contact)) return open.refused(held);
        return held.during(open.change());
    }
}
