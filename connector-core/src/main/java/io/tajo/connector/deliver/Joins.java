package io.tajo.connector.deliver;

import io.tajo.brevo.contacts.ContactId;
import io.tajo.brevo.lists.ListsApi;
import io.tajo.brevo.lists.Membership;
import io.tajo.client.InvalidRequestException;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.Fingerprint;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.plan.ContactChange;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts contacts that Brevo holds, and that change in nothing else, into lists, 150 at a time. For one thread. */
final class Joins {
    /** As many as Brevo takes at once. */
    static final int BATCH = 150;

    private final ListsApi lists;
    private final Upserts upserts;
    private final Lease lease;
    private final Receipts receipts;

    Joins(ListsApi lists, Upserts upserts, Lease lease, Receipts receipts) {
        this.lists = lists;
        this.upserts = upserts;
        this.lease = lease;
        this.receipts = receipts;
    }

    /** Sends changes that name the same lists, {@link #BATCH} at the most. */
    void send(List<ContactChange> joining) {
        Map<ContactKey, Fingerprint> changes = new LinkedHashMap<>();
        joining.forEach(change -> changes.put(change.key(), change.fingerprint()));
        long batch = lease.plan(changes);
        lease.attempt(batch);
        Map<ContactId, String> failed = new LinkedHashMap<>();
        try {
            for (Long list : joining.get(0).lists()) failed.putAll(add(list, joining));
        } catch (InvalidRequestException e) {
            // One of them may be the reason: by itself it fails alone. One of several lists may have been joined.
            lease.settle(batch, List.of(), List.of());
            upserts.sendAll(joining);
            return;
        } catch (RuntimeException e) {
            joining.forEach(change -> receipts.settle(change.person(), new Outcome.Pending()));
            throw e;
        }
        lease.accept(batch, OptionalLong.empty());
        Set<ContactKey> refused = joining.stream()
                .filter(change -> failed.containsKey(id(change)))
                .map(ContactChange::key)
                .collect(Collectors.toSet());
        Set<ContactKey> applied = new LinkedHashSet<>(changes.keySet());
        applied.removeAll(refused);
        lease.settle(batch, applied, refused);
        for (ContactChange change : joining) {
            String reason = failed.get(id(change));
            receipts.settle(change.person(), reason == null ? new Outcome.Applied() : new Outcome.Failed(reason));
        }
    }

    private Map<ContactId, String> add(long list, List<ContactChange> joining) {
        Membership became = lists.add(list, joining.stream().map(Joins::id).toList());
        Map<ContactId, String> failed = new LinkedHashMap<>();
        became.refused().forEach(id -> failed.put(id, "Brevo did not put the contact into list " + list));
        became.unknown().forEach(id -> failed.put(id, "Brevo no longer has the contact"));
        return failed;
    }

    private static ContactId id(ContactChange change) {
        return ContactId.email(change.email());
    }
}
