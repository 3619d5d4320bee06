package io.tajo.connector.plan;

import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.Fingerprint;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.plan.ChangePlanner.Held;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Persons whose contact has an earlier address of theirs. Brevo finds a contact by its external id, where the ledger proves
 * it, and so can rename it; otherwise it is left, and told. Whether somebody else has that address now is known only once
 * everybody was read: until then those wait who may be renamed. For one thread.
 */
final class Moves {
    /** Those who wait are kept in memory, and each costs a call; the rest comes with later runs. */
    private static final int MOST = 10_000;

    private final ChangePlanner changes;
    private final Lease lease;
    private final Consent consent;
    private final boolean everybody;
    private final boolean dry;
    private final List<Waiting> waiting = new ArrayList<>();
    private final Map<String, Moved> left = new LinkedHashMap<>();

    /**
     * Starts with nobody.
     *
     * @param changes plans what becomes of a contact
     * @param lease knows which contact each person has become
     * @param consent how the contacts stand in Brevo, and whom the run has met
     * @param everybody whether the run meets every person there is
     * @param dry whether nothing may be written
     */
    Moves(ChangePlanner changes, Lease lease, Consent consent, boolean everybody, boolean dry) {
        this.changes = changes;
        this.lease = lease;
        this.consent = consent;
        this.everybody = everybody;
        this.dry = dry;
    }

    /** A contact under its earlier address, as it is known and as it stands. */
    record Earlier(ContactKey key, Fingerprint applied, Standing standing) {}

    private record Waiting(String person, ContactDraft draft, Held now, Earlier earlier) {}

    private record Moved(ContactKey from, ContactKey to, boolean keepsId) {}

    /** Finds those who have moved, each with the earlier contact, and remembers which contact everybody else is. */
    Map<String, Earlier> look(Map<String, ContactKey> contacts) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        contacts.keySet().forEach(person -> numbers.put(person, number(person)));
        Map<Long, ContactKey> linked = lease.persons().contacts(numbers.values());
        Map<String, ContactKey> moved = new LinkedHashMap<>();
        Map<Long, ContactKey> fresh = new HashMap<>();
        contacts.forEach((person, contact) -> {
            Long number = numbers.get(person);
            ContactKey before = linked.get(number);
            if (contact.equals(before)) return;
            if (before != null && consent.of(before).known()) moved.put(person, before);
            else fresh.put(number, contact);
        });
        link(fresh);
        Map<ContactKey, Fingerprint> applied = lease.applied(moved.values());
        Map<String, Earlier> earlier = new LinkedHashMap<>();
        moved.forEach((person, key) ->
                earlier.put(person, new Earlier(key, applied.getOrDefault(key, Fingerprint.NONE), consent.of(key))));
        return earlier;
    }

    /** Decides about somebody who has moved, or lets it wait. */
    Decision plan(String person, ContactDraft draft, Held now, Earlier earlier) {
        boolean isNew = !now.standing().known();
        if (isNew && earlier.standing().blocklisted()) {
            return new Decision.Skipped(person, "opted out under an earlier address");
        }
        boolean isProven = changes.provenExtId(draft, earlier.applied()).isPresent();
        if (!isNew || !isProven) return leave(person, draft, now, earlier);
        if (!everybody) return new Decision.Skipped(person, "the address has changed: left to a run over every person");
        if (waiting.size() == MOST) {
            return new Decision.Skipped(person, "the address has changed: one of too many for this run");
        }
        waiting.add(new Waiting(person, draft, now, earlier));
        return new Decision.Waiting(person);
    }

    /** {@return how many wait} */
    int waiting() {
        return waiting.size();
    }

    /** Decides about everybody who waits, now that everybody was read. */
    List<Decision> plan() {
        List<Decision> decisions = waiting.stream().map(this::plan).toList();
        waiting.clear();
        return decisions;
    }

    private Decision plan(Waiting one) {
        Earlier earlier = one.earlier();
        if (consent.hasMet(earlier.key())) return leave(one.person(), one.draft(), one.now(), earlier);
        Optional<ContactChange.Former> former = changes.provenExtId(one.draft(), earlier.applied())
                .map(extId -> new ContactChange.Former(earlier.key(), extId));
        Held held = new Held(one.now().key(), earlier.applied(), earlier.standing(), former);
        return changes.plan(one.person(), one.draft(), held);
    }

    /** The contact with the earlier address keeps the external id: Brevo gives it to one only. */
    private Decision leave(String person, ContactDraft draft, Held now, Earlier earlier) {
        boolean keepsId = changes.provenExtId(draft, earlier.applied()).isPresent();
        if (everybody && left.size() < MOST) left.put(person, new Moved(earlier.key(), now.key(), keepsId));
        if (keepsId) draft.leaveOut(ChangePlanner.EXT_ID, "the contact with the person's earlier address has it");
        return changes.plan(person, draft, now);
    }

    /**
     * Returns the persons whose contacts were left with an address that nobody has any more. Where somebody else has it
     * now, the person is known by the new one from here on, once that contact has somebody else's external id too.
     */
    List<String> left() {
        Map<Long, ContactKey> taken = new HashMap<>();
        List<String> behind = new ArrayList<>();
        left.forEach((person, moved) -> {
            if (!consent.hasMet(moved.from())) behind.add(person);
            else if (!moved.keepsId()) taken.put(number(person), moved.to());
        });
        link(taken);
        return behind;
    }

    private Long number(String person) {
        return lease.hash().person(person);
    }

    private void link(Map<Long, ContactKey> contacts) {
        if (!dry && !contacts.isEmpty()) lease.persons().link(contacts);
    }
}
