package io.tajo.connector.plan;

import io.tajo.brevo.contacts.Contact;
import io.tajo.connector.destination.ContactSnapshot;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.ContactState;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.plan.MirrorTracker.Mirrored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * Finds the contacts that leave mirrored lists: members that the library has put in and that no longer belong there. Addresses come
 * from reading the list, since the ledger keeps only hashes. For one thread.
 */
public final class RemovalFinder {
    private static final int CHUNK = 1_000;

    private final LongFunction<Iterable<Contact>> members;
    private final Lease lease;
    private final RemovalGuard guard;
    private final ContactSnapshot snapshot;
    private final List<ListRemoval> departures = new ArrayList<>();
    private final Map<Long, Map<ContactKey, Integer>> absences = new LinkedHashMap<>();
    private final Map<Long, Long> sizes = new LinkedHashMap<>();
    private final Map<Long, Long> heldBack = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();

    /**
     * Creates a finder.
     *
     * @param members reads the contacts in a list
     * @param lease what the library has put where
     * @param guard what holds removals back
     * @param snapshot which contacts the run has met
     */
    public RemovalFinder(
            LongFunction<Iterable<Contact>> members, Lease lease, RemovalGuard guard, ContactSnapshot snapshot) {
        this.members = members;
        this.lease = lease;
        this.guard = guard;
        this.snapshot = snapshot;
    }

    /**
     * Finds who must leave.
     *
     * @param mirrors who belongs where, after every person was planned
     * @param lists the mirrored lists of the job
     * @return who leaves which list
     */
    public List<ListRemoval> find(MirrorTracker mirrors, Set<Long> lists) {
        for (Long list : lists) find(list, mirrors.of(list));
        // Only now were all members of every list looked at.
        if (guard.isForReal()) {
            absences.forEach(lease::absences);
            sizes.forEach((list, size) -> lease.notes().put(RemovalGuard.noteOf(list), String.valueOf(size)));
        }
        return List.copyOf(departures);
    }

    /** {@return how many members are held back in each list whose source has shrunk too much} */
    public Map<Long, Long> heldBack() {
        return Map.copyOf(heldBack);
    }

    /** {@return the lists whose removals are held back, with what to do} */
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    private void find(long list, Mirrored mirrored) {
        if (list < 0) return;
        Members members = new Members(list, mirrored);
        List<Contact> chunk = new ArrayList<>();
        for (Contact contact : this.members.apply(list)) {
            chunk.add(contact);
            if (chunk.size() == CHUNK) members.look(chunk);
        }
        members.look(chunk);
        RemovalGuard.Removal removal = members.removal();
        guard.remark(removal).ifPresent(remarks::add);
        if (guard.letsGo(removal)) {
            departures.addAll(members.leaving);
            sizes.put(list, mirrored.size());
        } else {
            heldBack.put(list, removal.outside());
        }
        absences.put(list, members.absent);
    }

    private final class Members {
        private final long list;
        private final Mirrored mirrored;
        private final List<ListRemoval> leaving = new ArrayList<>();
        private final Map<ContactKey, Integer> before;
        private final Map<ContactKey, Integer> absent = new HashMap<>();
        private long ours;
        private long outside;

        Members(long list, Mirrored mirrored) {
            this.list = list;
            this.mirrored = mirrored;
            this.before = lease.absences(list);
        }

        void look(List<Contact> chunk) {
            List<ListRemoval> members = new ArrayList<>();
            for (Contact contact : chunk) {
                if (contact.email() == null) continue;
                String email = contact.email();
                members.add(new ListRemoval(lease.hash().contact(email), email, list));
            }
            chunk.clear();
            Map<ContactKey, ContactState> applied =
                    lease.applied(members.stream().map(ListRemoval::key).toList());
            for (ListRemoval member : members) {
                ContactState known = applied.getOrDefault(member.key(), ContactState.NONE);
                if (!known.ours().contains(list)) continue;
                ours++;
                if (mirrored.mayStay(member.key())) continue;
                outside++;
                if (graceIsOver(member.key())) leaving.add(member);
            }
        }

        /** Who was not read may be hidden for a while; who was read and does not belong is not. */
        private boolean graceIsOver(ContactKey member) {
            if (snapshot.hasMet(member)) return true;
            int runs = before.getOrDefault(member, 0) + 1;
            absent.put(member, runs);
            return runs > mirrored.mirror().gracePeriodRuns();
        }

        RemovalGuard.Removal removal() {
            long size = RemovalGuard.size(lease.notes().all(), list).orElse(ours);
            return new RemovalGuard.Removal(list, leaving.size(), outside, mirrored.size(), size, mirrored.mirror());
        }
    }
}
