package io.tajo.connector.plan;

import io.tajo.connector.destination.ContactSnapshot;
import io.tajo.connector.destination.ContactStatus;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.ContactState;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A contact as it is.
 *
 * @param key the contact in the ledger
 * @param applied what the ledger proves of it
 * @param snapshot what Brevo holds
 * @param listsLeftBefore lists that it has left under another address
 * @param former who it is in Brevo until it is renamed
 */
record Held(
        ContactKey key,
        ContactState applied,
        ContactSnapshot snapshot,
        Set<Long> listsLeftBefore,
        Optional<ContactChange.Former> former) {
    Held(ContactKey key, ContactState applied, ContactSnapshot snapshot) {
        this(key, applied, snapshot, Set.of(), Optional.empty());
    }

    Held leftBefore(Set<Long> lists) {
        return new Held(key, applied, snapshot, lists, former);
    }

    /** Returns the contact that Brevo holds: under its former address until it is renamed. */
    private ContactKey inBrevo() {
        return former.map(ContactChange.Former::key).orElse(key);
    }

    ContactStatus status() {
        return snapshot.of(inBrevo());
    }

    int mark(String attribute) {
        return snapshot.mark(inBrevo(), attribute);
    }

    /** Returns the lists that the contact has left, under this address or an earlier one. */
    Set<Long> listsLeft() {
        Set<Long> left = listsLeft(applied, status());
        left.addAll(listsLeftBefore);
        return left;
    }

    /**
     * Returns the lists that a contact has left: either Brevo says so, or the library had put the contact in and it is no
     * longer there, without the library's doing.
     */
    static Set<Long> listsLeft(ContactState applied, ContactStatus status) {
        Set<Long> left = new LinkedHashSet<>(applied.memberships());
        left.removeAll(applied.leaving());
        left.removeAll(status.memberOf());
        left.addAll(status.left());
        return left;
    }
}
