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
import java.util.Set;

/** Finds the contacts that the persons of a run have been under earlier addresses. For one thread. */
final class ContactHistory {
    private final Lease lease;
    private final ContactSnapshot snapshot;
    private final boolean dry;
    private final Map<Long, Set<ContactKey>> parted = new HashMap<>();

    ContactHistory(Lease lease, ContactSnapshot snapshot, boolean dry) {
        this.lease = lease;
        this.snapshot = snapshot;
        this.dry = dry;
    }

    /** A contact under an earlier address, as it is known and as it stands. */
    record Earlier(ContactKey key, ContactState applied, ContactStatus status) {}

    /** A person that has been other contacts before. */
    private record Moved(String person, ContactKey now, Set<ContactKey> before) {}

    /**
     * Looks persons up, and remembers the contact that each of them is now.
     *
     * @param contacts the contact of each person
     * @param applied what the ledger knows of these; mended where a renaming was not seen to its end
     * @return those who have been other contacts too that Brevo still has
     */
    Map<String, List<Earlier>> look(Map<String, ContactKey> contacts, Map<ContactKey, ContactState> applied) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        contacts.keySet().forEach(person -> numbers.put(person, number(person)));
        Map<Long, Set<ContactKey>> known = lease.persons().contacts(numbers.values());
        Map<Long, ContactKey> fresh = new HashMap<>();
        List<Moved> moved = new ArrayList<>();
        contacts.forEach((person, contact) -> {
            Set<ContactKey> before = known.getOrDefault(numbers.get(person), Set.of());
            if (!before.contains(contact)) fresh.put(numbers.get(person), contact);
            Set<ContactKey> others = new LinkedHashSet<>(before);
            others.remove(contact);
            if (!others.isEmpty()) moved.add(new Moved(person, contact, others));
        });
        if (!dry && !fresh.isEmpty()) lease.persons().link(fresh);
        return moved.isEmpty() ? Map.of() : earlier(moved, applied);
    }

    private Map<String, List<Earlier>> earlier(List<Moved> moved, Map<ContactKey, ContactState> applied) {
        Set<ContactKey> keys = new LinkedHashSet<>();
        moved.forEach(one -> keys.addAll(one.before()));
        Map<ContactKey, ContactState> known = new HashMap<>(lease.applied(keys));
        moved.forEach(one -> known.put(one.now(), applied.getOrDefault(one.now(), ContactState.NONE)));
        RenameRecovery lost = new RenameRecovery(snapshot, known);
        Map<String, List<Earlier>> earlier = new LinkedHashMap<>();
        for (Moved one : moved) {
            Set<ContactKey> all = new LinkedHashSet<>(one.before());
            all.add(one.now());
            lost.find(all);
            List<Earlier> there = new ArrayList<>();
            Set<ContactKey> gone = new LinkedHashSet<>();
            for (ContactKey key : one.before()) {
                Earlier before = new Earlier(key, known.getOrDefault(key, ContactState.NONE), snapshot.of(key));
                if (before.status().known()) there.add(before);
                else gone.add(key);
            }
            if (!there.isEmpty()) earlier.put(one.person(), there);
            part(one.person(), gone);
        }
        moved.forEach(one -> applied.put(one.now(), known.getOrDefault(one.now(), ContactState.NONE)));
        lost.gone().forEach(applied::remove);
        if (!dry) lost.settle(lease);
        flush();
        return earlier;
    }

    /** Forgets that a person was some contacts, with the next {@link #flush}. */
    void part(String person, Set<ContactKey> contacts) {
        if (!contacts.isEmpty())
            parted.computeIfAbsent(number(person), key -> new LinkedHashSet<>()).addAll(contacts);
    }

    void flush() {
        if (!dry && !parted.isEmpty()) lease.persons().unlink(parted);
        parted.clear();
    }

    private Long number(String person) {
        return lease.hash().person(person);
    }
}
