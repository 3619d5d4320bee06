package io.tajo.connector.plan;

import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.Fingerprint;
import io.tajo.connector.ledger.Lease;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which contacts the persons of a run have been before. For one thread. */
final class Acquaintances {
    private final Lease lease;
    private final Consent consent;
    private final boolean dry;
    private final Map<Long, Set<ContactKey>> parted = new HashMap<>();

    Acquaintances(Lease lease, Consent consent, boolean dry) {
        this.lease = lease;
        this.consent = consent;
        this.dry = dry;
    }

    /**
     * Looks persons up, and remembers the contact that each of them is now.
     *
     * @param contacts the contact of each person
     * @param applied what the ledger knows of these; completed where a renaming was not seen to its end
     * @return those who have been other contacts too that Brevo still has
     */
    Map<String, List<Moves.Earlier>> look(Map<String, ContactKey> contacts, Map<ContactKey, Fingerprint> applied) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        contacts.keySet().forEach(person -> numbers.put(person, number(person)));
        Map<Long, Set<ContactKey>> known = lease.persons().contacts(numbers.values());
        Map<Long, ContactKey> fresh = new HashMap<>();
        Map<String, Set<ContactKey>> others = new LinkedHashMap<>();
        contacts.forEach((person, contact) -> {
            Set<ContactKey> before = known.getOrDefault(numbers.get(person), Set.of());
            if (!before.contains(contact)) fresh.put(numbers.get(person), contact);
            Set<ContactKey> rest = new LinkedHashSet<>(before);
            rest.remove(contact);
            if (!rest.isEmpty()) others.put(person, rest);
        });
        if (!dry && !fresh.isEmpty()) lease.persons().link(fresh);
        return others.isEmpty() ? Map.of() : earlier(contacts, others, applied);
    }

    private Map<String, List<Moves.Earlier>> earlier(
            Map<String, ContactKey> contacts,
            Map<String, Set<ContactKey>> others,
            Map<ContactKey, Fingerprint> applied) {
        Set<ContactKey> keys = new LinkedHashSet<>();
        others.values().forEach(keys::addAll);
        Map<ContactKey, Fingerprint> held = lease.applied(keys);
        Map<String, List<Moves.Earlier>> earlier = new LinkedHashMap<>();
        others.forEach((person, before) -> {
            List<Moves.Earlier> there = new ArrayList<>();
            for (ContactKey key : before) {
                Fingerprint fingerprint = held.getOrDefault(key, Fingerprint.NONE);
                Standing standing = consent.of(key);
                if (standing.known()) there.add(new Moves.Earlier(key, fingerprint, standing));
                else bury(person, key, fingerprint, contacts.get(person), applied);
            }
            if (!there.isEmpty()) earlier.put(person, there);
        });
        flush();
        return earlier;
    }

    /**
     * A contact that is gone may have been renamed without anybody's seeing it: then it has the external id, and what is known
     * of its lists is true of it under its new address. Somebody else may have the earlier one from now on.
     */
    private void bury(
            String person, ContactKey gone, Fingerprint before, ContactKey now, Map<ContactKey, Fingerprint> applied) {
        Fingerprint known = applied.getOrDefault(now, Fingerprint.NONE);
        boolean renamed = before.fields().containsKey(ChangePlanner.EXT_ID)
                && known.fields().containsKey(ChangePlanner.EXT_ID)
                && consent.of(now).known();
        if (renamed) {
            Fingerprint lists = new Fingerprint(Map.of(), before.lists(), Set.of(), before.others());
            applied.put(now, known.after(lists));
            if (!dry) adopt(now, lists);
        }
        applied.remove(gone);
        if (!dry && !consent.hasMet(gone)) lease.forget(gone);
        part(person, Set.of(gone));
    }

    private void adopt(ContactKey contact, Fingerprint lists) {
        long batch = lease.plan(Map.of(contact, lists));
        lease.attempt(batch);
        lease.settle(batch, List.of(contact), List.of());
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
