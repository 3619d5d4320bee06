package io.tajo.connector.plan;

import io.tajo.connector.destination.ContactSnapshot;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.ContactState;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.plan.ContactHistory.Earlier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Persons whose contacts have earlier addresses of theirs. Brevo finds a contact by its external id, where the ledger knows
 * it, and so can rename it; otherwise it is left, and told. Whether another person has that address now is known only once
 * every person was read: until then the contacts wait that may be renamed. What a person has opted out of under one address holds under
 * the next. For one thread.
 */
final class AddressChanges {
    /** Those who wait are kept in memory, and each costs two calls; the rest comes with later runs. */
    private static final int MOST = 10_000;

    private final ChangePlanner changes;
    private final ContactSnapshot snapshot;
    private final ReadScope reach;
    private final ContactHistory earlierContacts;
    private final List<Waiting> waiting = new ArrayList<>();
    private final Map<String, Left> left = new LinkedHashMap<>();
    private boolean allAreMet;

    /**
     * Starts without any person.
     *
     * @param changes plans what becomes of a contact
     * @param lease knows which contacts each person has become
     * @param snapshot what Brevo holds, and which contacts the run has met
     * @param reach which persons the run meets
     * @param dry whether nothing may be written
     */
    AddressChanges(ChangePlanner changes, Lease lease, ContactSnapshot snapshot, ReadScope reach, boolean dry) {
        this.changes = changes;
        this.snapshot = snapshot;
        this.reach = reach;
        this.earlierContacts = new ContactHistory(lease, snapshot, dry);
    }

    private record Waiting(String person, ContactDraft draft, Held now, List<Earlier> earlier) {}

    private record Left(ContactKey now, List<Earlier> earlier, boolean keepsId) {}

    /** {@return those who have moved, each with the contacts under earlier addresses} */
    Map<String, List<Earlier>> look(Map<String, ContactKey> contacts, Map<ContactKey, ContactState> applied) {
        return earlierContacts.look(contacts, applied);
    }

    /** Decides about a person whose address has changed, or lets it wait. */
    Decision plan(String person, ContactDraft draft, Held now, List<Earlier> earlier) {
        boolean isNew = !now.status().known();
        if (isNew && earlier.stream().anyMatch(each -> each.status().blocklisted())) {
            return new Decision.Skipped(person, "opted out under an earlier address");
        }
        if (draft.isDeleted()) return leave(person, draft, now, earlier);
        if (!isNew && (reach != ReadScope.EVERYBODY || holder(draft, earlier).isEmpty() || waiting.size() == MOST)) {
            return leave(person, draft, now, earlier);
        }
        // A job that gives no external id leaves renamings to the one that does.
        boolean othersGiveIt = !draft.attributes().containsKey(ChangePlanner.EXT_ID)
                && earlier.stream().anyMatch(each -> each.applied().fields().containsKey(ChangePlanner.EXT_ID));
        if (reach != ReadScope.EVERYBODY && othersGiveIt) return later(person);
        if (holder(draft, earlier).isEmpty() || reach == ReadScope.SOME) return leave(person, draft, now, earlier);
        if (reach == ReadScope.LETTERS) return later(person);
        if (waiting.size() == MOST) return later(person);
        if (allAreMet) return plan(new Waiting(person, draft, now, earlier));
        waiting.add(new Waiting(person, draft, now, earlier));
        return new Decision.Waiting(person);
    }

    /** A letter is kept until its person has arrived. */
    private Decision later(String person) {
        String reason = "the address has changed: left to the next run over every person";
        return reach == ReadScope.LETTERS
                ? new Decision.Rejected(person, reason)
                : new Decision.Skipped(person, reason);
    }

    private Optional<Earlier> holder(ContactDraft draft, List<Earlier> earlier) {
        return earlier.stream()
                .filter(each -> changes.extIdHeld(draft, each.applied()).isPresent())
                .findFirst();
    }

    /** Decides at once from here on: every address that a person has now was met. */
    void allAreMet() {
        allAreMet = true;
    }

    /** {@return how many wait} */
    int waiting() {
        return waiting.size();
    }

    /** {@return the persons who wait or were left with an earlier address, with their contacts} */
    Map<String, ContactKey> open() {
        Map<String, ContactKey> persons = new LinkedHashMap<>();
        waiting.forEach(one -> persons.put(one.person(), one.now().key()));
        left.forEach((person, one) -> persons.put(person, one.now()));
        return persons;
    }

    /** Decides about all who wait, now that every person was read. */
    List<Decision> plan() {
        List<Decision> decisions = waiting.stream().map(this::plan).toList();
        waiting.clear();
        return decisions;
    }

    private Decision plan(Waiting one) {
        Earlier holder = holder(one.draft(), one.earlier()).orElseThrow();
        if (snapshot.hasMet(holder.key())) return takeOver(one);
        if (one.now().status().known()) return leave(one.person(), one.draft(), one.now(), one.earlier());
        List<Earlier> others =
                one.earlier().stream().filter(each -> !each.equals(holder)).toList();
        if (!others.isEmpty()) left.put(one.person(), new Left(one.now().key(), others, false));
        Optional<ContactChange.Former> former = changes.extIdHeld(one.draft(), holder.applied())
                .map(extId -> new ContactChange.Former(holder.key(), extId));
        Held held = new Held(one.now().key(), holder.applied(), snapshot, listsLeft(others), former);
        return changes.plan(one.person(), one.draft(), held);
    }

    /** Another person has the earlier address now: its contact gives up the external id, and gets the one of that person. */
    private Decision takeOver(Waiting one) {
        if (left.size() < MOST) left.put(one.person(), new Left(one.now().key(), one.earlier(), true));
        Decision decision = changes.plan(one.person(), one.draft(), one.now().leftBefore(listsLeft(one.earlier())));
        return decision instanceof Decision.Changed changed
                        && changed.change().attributes().containsKey(ChangePlanner.EXT_ID)
                ? new Decision.Changed(changed.change().takingId(), changed.remarks())
                : decision;
    }

    /** The contact with the earlier address keeps the external id: Brevo gives it to one only. */
    private Decision leave(String person, ContactDraft draft, Held now, List<Earlier> earlier) {
        boolean keepsId = holder(draft, earlier).isPresent();
        if (reach == ReadScope.EVERYBODY && left.size() < MOST) left.put(person, new Left(now.key(), earlier, keepsId));
        if (keepsId) draft.omit(ChangePlanner.EXT_ID, ChangePlanner.KEPT);
        return changes.plan(person, draft, now.leftBefore(listsLeft(earlier)));
    }

    private static Set<Long> listsLeft(List<Earlier> earlier) {
        Set<Long> lists = new LinkedHashSet<>();
        earlier.forEach(each -> lists.addAll(Held.listsLeft(each.applied(), each.status())));
        return lists;
    }

    /** {@return whether there are more of them than {@link #left} names} */
    boolean areMoreLeft() {
        return left.size() >= MOST;
    }

    /**
     * Returns the persons whose contacts were left with an address that no person has any more. A contact that is another
     * person's now is not theirs from here on, once it has that person's external id too.
     */
    List<String> left() {
        List<String> behind = new ArrayList<>();
        left.forEach((person, those) -> {
            Set<ContactKey> taken = new LinkedHashSet<>();
            for (Earlier each : those.earlier()) if (snapshot.hasMet(each.key())) taken.add(each.key());
            if (taken.size() < those.earlier().size()) behind.add(person);
            if (!those.keepsId()) earlierContacts.part(person, taken);
        });
        earlierContacts.flush();
        return behind;
    }
}
