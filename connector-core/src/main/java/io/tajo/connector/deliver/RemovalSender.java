package io.tajo.connector.deliver;

import io.tajo.brevo.contacts.ContactId;
import io.tajo.brevo.lists.ListsApi;
import io.tajo.client.InvalidRequestException;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.ContactState;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.plan.ListRemoval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Takes contacts out of lists, 150 at a time. For one thread. */
final class RemovalSender {
    /** As many as Brevo takes at once. */
    static final int BATCH = 150;

    private final ListsApi lists;
    private final Lease lease;
    private final DeliveryListener listener;
    private final Map<Long, Map<ContactKey, String>> open = new LinkedHashMap<>();

    RemovalSender(ListsApi lists, Lease lease, DeliveryListener listener) {
        this.lists = lists;
        this.lease = lease;
        this.listener = listener;
    }

    void take(ListRemoval departure) {
        Map<ContactKey, String> leaving = open.computeIfAbsent(departure.list(), key -> new LinkedHashMap<>());
        leaving.put(departure.key(), departure.email());
        if (leaving.size() == BATCH) send(departure.list());
    }

    void finish() {
        for (Long list : List.copyOf(open.keySet())) send(list);
    }

    void abandon() {
        open.forEach((list, leaving) -> listener.left(list, leaving.size(), new Outcome.Pending()));
        open.clear();
    }

    /** The batch stays open until it is sent, so that a failure leaves it to {@link #abandon}. */
    private void send(long list) {
        Map<ContactKey, String> leaving = open.getOrDefault(list, Map.of());
        if (leaving.isEmpty()) return;
        Map<ContactKey, ContactState> changes = new LinkedHashMap<>();
        ContactState departure = new ContactState(Map.of(), Set.of(), Set.of(list));
        leaving.keySet().forEach(key -> changes.put(key, departure));
        long batch = lease.plan(changes);
        lease.attempt(batch);
        try {
            lists.remove(list, leaving.values().stream().map(ContactId::email).toList());
        } catch (InvalidRequestException e) {
            lease.settle(batch, List.of(), leaving.keySet());
            open.remove(list);
            listener.left(
                    list,
                    leaving.size(),
                    new Outcome.Failed("Brevo refused removals: " + e.failure().detail()));
            return;
        }
        lease.accept(batch, OptionalLong.empty());
        lease.settle(batch, leaving.keySet(), List.of());
        open.remove(list);
        listener.left(list, leaving.size(), new Outcome.Applied());
    }
}
