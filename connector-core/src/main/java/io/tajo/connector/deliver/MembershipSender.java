package io.tajo.connector.deliver;

import io.tajo.brevo.contacts.ContactId;
import io.tajo.brevo.lists.ListsApi;
import io.tajo.brevo.lists.Membership;
import io.tajo.client.InvalidRequestException;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.ContactState;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.plan.ContactChange;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Puts contacts that Brevo holds into a list, 150 a call. For one thread. */
final class MembershipSender {
    /** As many as Brevo takes at once. */
    static final int BATCH = 150;

    private final ListsApi lists;
    private final Lease lease;
    private final DeliveryListener listener;

    MembershipSender(ListsApi lists, Lease lease, DeliveryListener listener) {
        this.lists = lists;
        this.lease = lease;
        this.listener = listener;
    }

    /** Sends changes that join a list, {@link #BATCH} at the most. One that Brevo refuses fails alone. */
    void send(long list, List<ContactChange> joining) {
        Map<ContactKey, ContactState> changes = new LinkedHashMap<>();
        joining.forEach(change -> changes.put(change.key(), change.fingerprint()));
        long batch = lease.plan(changes);
        lease.attempt(batch);
        Membership became;
        try {
            became = lists.add(list, joining.stream().map(MembershipSender::id).toList());
        } catch (InvalidRequestException e) {
            lease.settle(batch, List.of(), changes.keySet());
            if (joining.size() > 1) sendOneByOne(list, joining);
            else listener.settle(joining.get(0).person(), new Outcome.Failed(refusal(list)));
            return;
        } catch (RuntimeException e) {
            joining.forEach(change -> listener.settle(change.person(), new Outcome.Pending()));
            throw e;
        }
        lease.accept(batch, OptionalLong.empty());
        settle(list, batch, joining, became);
    }

    private void sendOneByOne(long list, List<ContactChange> joining) {
        Iterator<ContactChange> rest = joining.iterator();
        try {
            while (rest.hasNext()) send(list, List.of(rest.next()));
        } catch (RuntimeException e) {
            rest.forEachRemaining(change -> listener.settle(change.person(), new Outcome.Pending()));
            throw e;
        }
    }

    private void settle(long list, long batch, List<ContactChange> joining, Membership became) {
        Map<ContactId, String> failed = new LinkedHashMap<>();
        became.refused().forEach(id -> failed.put(id, refusal(list)));
        became.unknown().forEach(id -> failed.put(id, "Brevo no longer has the contact"));
        Set<ContactKey> refused = new LinkedHashSet<>();
        Set<ContactKey> applied = new LinkedHashSet<>();
        joining.forEach(change -> (failed.containsKey(id(change)) ? refused : applied).add(change.key()));
        lease.settle(batch, applied, refused);
        for (ContactChange change : joining) {
            String reason = failed.get(id(change));
            listener.settle(change.person(), reason == null ? new Outcome.Applied() : new Outcome.Failed(reason));
        }
    }

    private static String refusal(long list) {
        return "Brevo did not put the contact into list " + list;
    }

    private static ContactId id(ContactChange change) {
        return ContactId.email(change.email());
    }
}
