package io.tajo.connector.deliver;

import io.tajo.connector.destination.ContactSnapshot;
import io.tajo.connector.destination.SnapshotReader;
import io.tajo.connector.ledger.Fingerprint;
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
final class Joins {
    /** Some six megabytes of addresses. */
    static final int MOST_WAITING = 50_000;

    private final SnapshotReader reader;
    private final ContactSnapshot snapshot;
    private final PartOutcomes outcomes;
    private final Map<Long, Deque<ContactChange>> waiting = new LinkedHashMap<>();
    private int size;
    private boolean mustLook;

    Joins(SnapshotReader reader, ContactSnapshot snapshot, PartOutcomes outcomes) {
        this.reader = reader;
        this.snapshot = snapshot;
        this.outcomes = outcomes;
    }

    /** Takes the lists that a change joins. */
    void take(ContactChange change) {
        for (Long list : change.joins()) {
            waiting.computeIfAbsent(list, key -> new ArrayDeque<>()).add(joining(change, list));
            size++;
        }
        mustLook |= !change.isNew() && !change.joins().isEmpty();
    }

    private static ContactChange joining(ContactChange change, Long list) {
        Fingerprint member = new Fingerprint(Map.of(), Set.of(list), Set.of());
        return new ContactChange(
                change.key(),
                change.person(),
                change.email(),
                Map.of(),
                Set.of(list),
                ContactChange.Way.ANY,
                change.isNew(),
                member);
    }

    boolean isFull() {
        return size >= MOST_WAITING;
    }

    /** Counts the lists that were not joined as left to the next run. */
    void abandon() {
        waiting.values()
                .forEach(changes -> changes.forEach(change -> outcomes.settle(change.person(), new Outcome.Pending())));
        waiting.clear();
        size = 0;
    }

    /** Hands out the contacts that may join, with the list of each. What is not handed out when that fails stays. */
    void release(BiConsumer<Long, ContactChange> taker) {
        if (mustLook) reader.refresh(snapshot);
        mustLook = false;
        while (!waiting.isEmpty()) {
            Long list = waiting.keySet().iterator().next();
            Deque<ContactChange> changes = waiting.getOrDefault(list, new ArrayDeque<>());
            while (!changes.isEmpty()) {
                ContactChange change = changes.remove();
                size--;
                if (mayJoin(change)) taker.accept(list, change);
            }
            waiting.remove(list);
        }
    }

    private boolean mayJoin(ContactChange change) {
        long list = change.joins().iterator().next();
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
