package io.tajo.connector.plan;

import io.tajo.brevo.contacts.Contact;
import io.tajo.brevo.contacts.ContactQuery;
import io.tajo.brevo.contacts.ContactsApi;
import io.tajo.connector.destination.ContactSnapshot;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.Fingerprint;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.plan.Mirrors.Mirrored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds who must leave mirrored lists: members whom the library has put in and who no longer belong there. Addresses come
 * from reading the list, since the ledger keeps only hashes. For one thread.
 */
public final class Departures {
    private static final int CHUNK = 1_000;

    private final ContactsApi contacts;
    private final Lease lease;
    private final Brakes brakes;
    private final ContactSnapshot snapshot;
    private final List<ListDeparture> departures = new ArrayList<>();
    private final Map<Long, Map<ContactKey, Integer>> absences = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();

    /**
     * Creates a finder.
     *
     * @param contacts Brevo's contacts
     * @param lease what the library has put where
     * @param brakes what holds removals back
     * @param snapshot which contacts the run has met
     */
    public Departures(ContactsApi contacts, Lease lease, Brakes brakes, ContactSnapshot snapshot) {
        this.contacts = contacts;
        this.lease = lease;
        this.brakes = brakes;
        this.snapshot = snapshot;
    }

    /**
     * Finds who must leave.
     *
     * @param mirrors who belongs where, after every person was planned
     * @return who leaves which list
     */
    public List<ListDeparture> find(Mirrors mirrors) {
        for (Long list : mirrors.lists()) find(list, mirrors.of(list));
        // Only now everybody was looked at in every list.
        if (brakes.areForReal()) absences.forEach(lease::absences);
        return List.copyOf(departures);
    }

    /** {@return the lists whose removals a brake concerns, with what to do} */
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    private void find(long list, Mirrored mirrored) {
        if (list < 0) return;
        Members members = new Members(list, mirrored);
        List<Contact> chunk = new ArrayList<>();
        for (Contact contact : contacts.list(ContactQuery.all().inList(list))) {
            chunk.add(contact);
            if (chunk.size() == CHUNK) members.look(chunk);
        }
        members.look(chunk);
        Brakes.Removal removal = members.removal();
        brakes.remark(removal).ifPresent(remarks::add);
        if (brakes.letGo(removal)) departures.addAll(members.leaving);
        absences.put(list, members.absent);
    }

    private final class Members {
        private final long list;
        private final Mirrored mirrored;
        private final List<ListDeparture> leaving = new ArrayList<>();
        private final Map<ContactKey, Integer> before;
        private final Map<ContactKey, Integer> absent = new HashMap<>();
        private long ours;

        Members(long list, Mirrored mirrored) {
            this.list = list;
            this.mirrored = mirrored;
            this.before = lease.absences(list);
        }

        void look(List<Contact> chunk) {
            List<ListDeparture> members = new ArrayList<>();
            for (Contact contact : chunk) {
                if (contact.email() == null) continue;
                String email = contact.email();
                members.add(new ListDeparture(lease.hash().contact(email), email, list));
            }
            chunk.clear();
            Map<ContactKey, Fingerprint> applied =
                    lease.applied(members.stream().map(ListDeparture::key).toList());
            for (ListDeparture member : members) {
                Fingerprint known = applied.getOrDefault(member.key(), Fingerprint.NONE);
                if (!known.ours().contains(list)) continue;
                ours++;
                if (!mirrored.mayStay(member.key()) && graceIsOver(member.key())) leaving.add(member);
            }
        }

        /** Who was not read may be hidden for a while; who was read and does not belong is not. */
        private boolean graceIsOver(ContactKey member) {
            if (snapshot.hasMet(member)) return true;
            int runs = before.getOrDefault(member, 0) + 1;
            absent.put(member, runs);
            return runs > mirrored.mirror().grace();
        }

        Brakes.Removal removal() {
            return new Brakes.Removal(list, leaving.size(), ours, mirrored.isEmpty(), mirrored.mirror());
        }
    }
}
