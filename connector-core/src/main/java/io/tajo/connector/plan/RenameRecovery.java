package io.tajo.connector.plan;

import io.tajo.connector.destination.ContactSnapshot;
import io.tajo.connector.destination.ContactStatus;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.ContactState;
import io.tajo.connector.ledger.Lease;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Renamings that were carried out without anybody's seeing it: a contact is gone, and another of the same person has its
 * external id. What is known of the lists of the one is true of the other, and another person may have the earlier address
 * from now on. For one thread.
 */
final class RenameRecovery {
    private final ContactSnapshot snapshot;
    private final Map<ContactKey, ContactState> known;
    private final Map<ContactKey, ContactState> inherited = new LinkedHashMap<>();
    private final Set<ContactKey> gone = new LinkedHashSet<>();

    /**
     * Starts with none.
     *
     * @param snapshot what Brevo holds, and which contacts the run has met
     * @param known what the ledger knows of contacts; mended with what is found
     */
    RenameRecovery(ContactSnapshot snapshot, Map<ContactKey, ContactState> known) {
        this.snapshot = snapshot;
        this.known = known;
    }

    /** Looks for them among the contacts of one person. */
    void find(Set<ContactKey> contacts) {
        for (ContactKey contact : contacts) {
            if (snapshot.of(contact).known()) continue;
            ContactState before = known.getOrDefault(contact, ContactState.NONE);
            heir(before, contacts).ifPresent(heir -> {
                ContactState lists = lists(before, snapshot.of(heir));
                inherited.merge(heir, lists, ContactState::after);
                known.merge(heir, lists, ContactState::after);
                known.remove(contact);
                gone.add(contact);
            });
        }
    }

    private Optional<ContactKey> heir(ContactState before, Set<ContactKey> contacts) {
        Optional<Long> extId = extId(before);
        if (extId.isEmpty()) return Optional.empty();
        return contacts.stream()
                .filter(contact -> snapshot.of(contact).known())
                .filter(contact -> extId(known.getOrDefault(contact, ContactState.NONE))
                        .filter(other -> mayBeSame(extId.get(), other))
                        .isPresent())
                .findFirst();
    }

    private static Optional<Long> extId(ContactState fingerprint) {
        return Optional.ofNullable(fingerprint.fields().get(ChangePlanner.EXT_ID))
                .filter(mark -> mark != ContactState.LOST);
    }

    private static boolean mayBeSame(long one, long other) {
        return one == other || one == ContactState.IN_DOUBT || other == ContactState.IN_DOUBT;
    }

    /** Lists that the library was taking the contact out of were not left by itself. */
    private static ContactState lists(ContactState before, ContactStatus heir) {
        Set<Long> ours = new LinkedHashSet<>(before.lists());
        ours.removeIf(
                list -> before.leaving().contains(list) && !heir.memberOf().contains(list));
        return new ContactState(Map.of(), ours, Set.of(), before.others());
    }

    /** {@return the contacts that are there under another address now} */
    Set<ContactKey> gone() {
        return Set.copyOf(gone);
    }

    /** Puts on record what was found, for all of them at once. */
    void settle(Lease lease) {
        if (inherited.isEmpty()) return;
        long batch = lease.plan(new HashMap<>(inherited));
        lease.attempt(batch);
        lease.settle(batch, inherited.keySet(), List.of());
        List<ContactKey> nobodys = new ArrayList<>(gone);
        nobodys.removeIf(snapshot::hasMet);
        lease.forget(nobodys);
    }
}
