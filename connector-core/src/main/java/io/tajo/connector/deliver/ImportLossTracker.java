package io.tajo.connector.deliver;

import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.ContactState;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.plan.ContactChange;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Fields that imports were seen to lose, and the contacts that may lack them: those are sent one by one. For one thread. */
final class ImportLossTracker {
    private final Lease lease;
    private final Set<String> fields = new TreeSet<>();

    ImportLossTracker(Lease lease) {
        this.lease = lease;
    }

    /** Returns whether imports were seen to lose a field of a change. */
    boolean concern(ContactChange change) {
        return !Collections.disjoint(fields, change.attributes().keySet());
    }

    /**
     * Suspects an import to have lost of all what it has lost of some. On record before the rest of the import is proven.
     *
     * @param lost the fields that it has lost of some
     * @param byFields the contacts of the import by the fields that it brought
     * @param applied the contacts whose other fields will be proven
     * @return the suspects, to be confirmed once that is done
     */
    Suspects suspect(Set<String> lost, Map<Set<String>, List<ContactKey>> byFields, Set<ContactKey> applied) {
        fields.addAll(lost);
        Map<ContactKey, ContactState> suspects = new LinkedHashMap<>();
        byFields.forEach((brought, contacts) -> {
            Map<String, Long> marks = new LinkedHashMap<>();
            for (String field : lost) if (brought.contains(field)) marks.put(field, ContactState.LOST);
            if (marks.isEmpty()) return;
            ContactState mark = new ContactState(marks, Set.of(), Set.of());
            for (ContactKey contact : contacts) if (applied.contains(contact)) suspects.put(contact, mark);
        });
        return new Suspects(suspects);
    }

    /** An import rejects a row whole for a number that another contact has; an upsert can leave the number out. */
    void expectClashes(Map<ContactKey, String> rejected) {
        Map<ContactKey, ContactState> clashing = new LinkedHashMap<>();
        rejected.forEach((contact, reason) -> RejectFileReader.sharedNumber(reason)
                .ifPresent(number -> clashing.put(
                        contact, new ContactState(Map.of(number, ContactState.LOST), Set.of(), Set.of()))));
        new Suspects(clashing).confirm();
    }

    /** Contacts whose field is sent one by one from the next run on. */
    final class Suspects {
        private final Set<ContactKey> contacts;
        private final OptionalLong batch;

        private Suspects(Map<ContactKey, ContactState> marks) {
            contacts = marks.keySet();
            batch = marks.isEmpty() ? OptionalLong.empty() : OptionalLong.of(lease.plan(marks));
            batch.ifPresent(lease::attempt);
        }

        int size() {
            return contacts.size();
        }

        boolean contains(ContactKey contact) {
            return contacts.contains(contact);
        }

        void confirm() {
            batch.ifPresent(open -> lease.settle(open, contacts, List.of()));
        }
    }
}
