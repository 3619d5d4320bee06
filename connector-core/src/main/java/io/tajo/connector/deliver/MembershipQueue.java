package io.tajo.connector.deliver;

import io.tajo.connector.destination.ContactSnapshot;
import io.tajo.connector.destination.SnapshotReader;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.ContactState;
import io.tajo.connector.plan.ContactChange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The contacts that are to join lists, until their attributes have arrived. Directly before lists are named, the contacts
 * that have changed in Brevo are looked at again: one that has opted out meanwhile joins nothing. For one thread.
 */
final class MembershipQueue {
    /** Some ten megabytes of addresses, and references to them. */
    static final int MOST_CONTACTS = 60_000;

    private static final int MOST_MEMBERSHIPS = 1_000_000;

    private final SnapshotReader reader;
    private final ContactSnapshot snapshot;
    private final PartOutcomes outcomes;
    private final Map<Long, Deque<Joiner>> waiting = new LinkedHashMap<>();
    private int contacts;
    private int memberships;
    private boolean mustLook;

    /** A contact, whatever it joins. */
    private record Joiner(ContactKey key, String person, String email, boolean isNew) {}

    MembershipQueue(SnapshotReader reader, ContactSnapshot snapshot, PartOutcomes outcomes) {
        this.reader = reader;
        this.snapshot = snapshot;
        this.outcomes = outcomes;
    }

    /** Takes the lists that a change joins. */
    void take(ContactChange change) {
        if (change.joins().isEmpty()) return;
        Joiner joiner = new Joiner(change.key(), change.person(), change.email(), change.isNew());
        for (Long list : change.joins()) {
            waiting.computeIfAbsent(list, key -> new ArrayDeque<>()).add(joiner);
            memberships++;
        }
        contacts++;
        mustLook |= !change.isNew();
    }

    private static ContactChange joining(Joiner joiner, ContactState member) {
        return new ContactChange(
                joiner.key(),
                joiner.person(),
                joiner.email(),
                Map.of(),
                member.lists(),
                ContactChange.Way.ANY,
                joiner.isNew(),
                member);
    }

    boolean isFull() {
        return contacts >= MOST_CONTACTS || memberships >= MOST_MEMBERSHIPS;
    }

    /** Returns how many calls it takes to put the contacts into their lists some at a time. */
    int calls() {
        return waiting.values().stream()
                .mapToInt(joiners -> (joiners.size() + MembershipSender.BATCH - 1) / MembershipSender.BATCH)
                .sum();
    }

    /** Counts the lists that were not joined as left to the next run. */
    void abandon() {
        waiting.values()
                .forEach(joiners -> joiners.forEach(joiner -> outcomes.settle(joiner.person(), new Outcome.Pending())));
        clear();
    }

    private void clear() {
        waiting.clear();
        contacts = 0;
        memberships = 0;
    }

    /** Hands out the contacts that may join, with the list of each. What is not handed out when that fails stays. */
    void release(BiConsumer<Long, ContactChange> taker) {
        if (mustLook) reader.refresh(snapshot);
        mustLook = false;
        while (!waiting.isEmpty()) {
            Long list = waiting.keySet().iterator().next();
            ContactState member = new ContactState(Map.of(), Set.of(list), Set.of());
            Deque<Joiner> joiners = waiting.getOrDefault(list, new ArrayDeque<>());
            while (!joiners.isEmpty()) {
                Joiner joiner = joiners.remove();
                if (mayJoin(joiner, list)) taker.accept(list, joining(joiner, member));
            }
            waiting.remove(list);
        }
        clear();
    }

    private boolean mayJoin(Joiner change, long list) {
        if (change.isNew()) {
            // A contact that could not be created is in no list either.
            Optional<Outcome> trouble = outcomes.trouble(change.person());
            trouble.ifPresent(outcome -> outcomes.settle(change.person(), outcome));
            return trouble.isEmpty();
        }
        if (!snapshot.of(change.key()).left().contains(list)) return true;
        outcomes.withheld(list);
        outcomes.settle(change.person(), new Outcome.Applied());
        return false;
    }
}
