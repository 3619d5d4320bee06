package io.tajo.connector.deliver;

import io.tajo.brevo.BrevoClient;
import io.tajo.client.CallInterruptedException;
import io.tajo.client.ClientException;
import io.tajo.connector.destination.CarrierList;
import io.tajo.connector.destination.ContactSnapshot;
import io.tajo.connector.destination.SnapshotReader;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.ContactState;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.plan.ChangeSink;
import io.tajo.connector.plan.ContactChange;
import io.tajo.connector.plan.ListRemoval;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the changes of one run: many by import, few by upsert. Attributes travel first, and name no mailing list; lists
 * are joined once the contacts have their attributes. For one thread.
 */
public final class Delivery implements ChangeSink {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final int MOST_BYTES_OPEN = 8_000_000;
    private static final int MOST_ADOPTED = 1_000;

    private final RouteCost costs;
    private final UpsertSender upserts;
    private final ImportLossTracker losses;
    private final MembershipQueue joins;
    private final MembershipSender memberships;
    private final ImportSender imports;
    private final RemovalSender removals;
    private final PartOutcomes outcomes;
    private final ReadBack readBack;
    private final Lease lease;
    private final CarrierList carrier;
    private final ContactSnapshot snapshot;
    private final ReadBackSample cleared;
    private final Instant started;
    private int callsOfLists;
    private final Map<ImportKind, ImportBatch> open = new LinkedHashMap<>();
    private final Map<ContactKey, ContactState> adopted = new LinkedHashMap<>();
    /** Changes to false, until it is known whether they are few. */
    private final Deque<ContactChange> falses = new ArrayDeque<>();

    /**
     * Creates the delivery of one run.
     *
     * @param brevo the Brevo client to send with
     * @param lease the run's record of changes
     * @param listener receives the outcome of each change
     * @param readBack looks whether Brevo holds what it was sent
     * @param carrier the list that imports name
     * @param reader looks at contacts again before they join lists
     * @param snapshot what Brevo held when the run began
     */
    public Delivery(
            BrevoClient brevo,
            Lease lease,
            DeliveryListener listener,
            ReadBack readBack,
            CarrierList carrier,
            SnapshotReader reader,
            ContactSnapshot snapshot) {
        this.readBack = readBack;
        this.lease = lease;
        this.carrier = carrier;
        this.snapshot = snapshot;
        this.cleared = readBack.sample();
        this.started = readBack.now();
        this.costs = new RouteCost(brevo);
        this.outcomes = new PartOutcomes(listener);
        this.upserts = new UpsertSender(brevo.contacts(), lease, outcomes);
        this.losses = new ImportLossTracker(lease);
        this.joins = new MembershipQueue(reader, snapshot, outcomes);
        this.memberships = new MembershipSender(brevo.lists(), lease, outcomes);
        this.imports = new ImportSender(brevo, lease, outcomes, upserts, readBack, losses, carrier);
        this.removals = new RemovalSender(brevo.lists(), lease, listener);
    }

    @Override
    public void take(ListRemoval departure) {
        removals.take(departure);
    }

    @Override
    public void adopt(ContactKey contact, ContactState held) {
        adopted.put(contact, held);
        if (adopted.size() >= MOST_ADOPTED) recordAdopted();
    }

    private void recordAdopted() {
        if (adopted.isEmpty()) return;
        long batch = lease.plan(new LinkedHashMap<>(adopted));
        lease.attempt(batch);
        lease.settle(batch, List.copyOf(adopted.keySet()), List.of());
        adopted.clear();
    }

    @Override
    public void take(ContactChange change) {
        if (change.isWhole()) {
            send(change);
        } else if (change.isUpsert() || losses.concern(change) || hasLeftCarrier(change)) {
            upsert(change);
        } else if (change.way() == ContactChange.Way.CLEAR_FIRST && falses.size() < costs.fewestForAnImport()) {
            falses.add(change);
        } else {
            takeParts(change);
        }
        keepMemoryFlat();
    }

    private void upsert(ContactChange change) {
        outcomes.expect(change.person(), 1 + change.joins().size());
        send(change.withoutJoins());
        joins.take(change);
    }

    /** An import would put the contact back into the list that it names. */
    private boolean hasLeftCarrier(ContactChange change) {
        Set<Long> left = snapshot.of(change.key()).left();
        if (left.isEmpty()) return false;
        try {
            OptionalLong list = carrier.find();
            return list.isPresent() && left.contains(list.getAsLong());
        } catch (RuntimeException e) {
            outcomes.settle(change.person(), new Outcome.Pending());
            throw e;
        }
    }

    private void send(ContactChange change) {
        boolean applied = upserts.send(change);
        if (applied && change.way() == ContactChange.Way.DELETE) snapshot.forgotten(Set.of(change.key()));
        if (applied && change.attributes().containsValue(null)) cleared.offer(change);
    }

    private void takeParts(ContactChange change) {
        boolean hasValues =
                change.isNew() || change.attributes().size() > change.cleared().size();
        ContactChange clearing = change.clearing();
        boolean clears = !clearing.attributes().isEmpty() && !change.isNew();
        outcomes.expect(
                change.person(),
                (hasValues ? 1 : 0) + (clears ? 1 : 0) + change.joins().size());
        if (clears) take(new ImportKind.Clears(clearing.attributes().keySet()), clearing);
        if (hasValues) take(ImportKind.valuesOf(change), ImportKind.values(change));
        joins.take(change);
    }

    private void take(ImportKind kind, ContactChange part) {
        ImportBatch batch = batch(kind);
        if (batch.offer(part)) return;
        sendToMakeRoom(kind, part);
        if (batch(kind).offer(part)) return;
        outcomes.settle(part.person(), new Outcome.Failed("larger than Brevo takes in one import"));
    }

    private void sendToMakeRoom(ImportKind full, ContactChange waiting) {
        try {
            send(full);
        } catch (RuntimeException e) {
            outcomes.settle(waiting.person(), new Outcome.Pending());
            throw e;
        }
    }

    private ImportBatch batch(ImportKind kind) {
        return open.computeIfAbsent(kind, key -> new ImportBatch(key, fewest(key), readBack.sample()));
    }

    private int fewest(ImportKind kind) {
        return kind instanceof ImportKind.Members ? costs.fewestForAList(callsOfLists) : costs.fewestForAnImport();
    }

    private void keepMemoryFlat() {
        if (joins.isFull()) {
            sendAll();
            return;
        }
        long bytes = open.values().stream().mapToLong(ImportBatch::size).sum();
        if (bytes <= MOST_BYTES_OPEN) return;
        open.entrySet().stream()
                .max(Comparator.comparingInt(each -> each.getValue().size()))
                .ifPresent(largest -> send(largest.getKey()));
    }

    @Override
    public void finish() {
        recordAdopted();
        sendAll();
        removals.finish();
        lookAtClearedFields();
    }

    /** Sends attributes and, once they have arrived, memberships. */
    private void sendAll() {
        sendFalses();
        sendOpen();
        imports.settle();
        callsOfLists = joins.calls();
        joins.release((list, change) -> take(new ImportKind.Members(list), change));
        sendOpen();
        imports.settle();
    }

    /** A few go one by one; more take two imports, of which the first one clears. */
    private void sendFalses() {
        boolean areFew = falses.size() < costs.fewestForAnImport();
        while (!falses.isEmpty()) {
            ContactChange change = falses.remove();
            if (areFew) upsert(change.byUpsert());
            else takeParts(change);
        }
    }

    private void sendOpen() {
        while (!open.isEmpty()) send(open.keySet().iterator().next());
    }

    /** Takes a batch off the open ones only once it is sent, so that a failure leaves it to {@link #abandon}. */
    private void send(ImportKind kind) {
        if (kind.equals(new ImportKind.Values(true))) clearBefore();
        ImportBatch batch = batch(kind);
        if (batch.isSmall()) {
            sendOneByOne(batch);
        } else {
            if (imports.isFull()) imports.settle();
            imports.send(batch);
        }
        open.remove(kind);
    }

    private void clearBefore() {
        for (ImportKind kind : List.copyOf(open.keySet())) if (kind instanceof ImportKind.Clears) send(kind);
        imports.settle();
    }

    private void sendOneByOne(ImportBatch batch) {
        if (batch.kind() instanceof ImportKind.Members members) {
            while (!batch.isEmpty()) memberships.send(members.list(), batch.removeFirst(MembershipSender.BATCH));
        } else {
            while (!batch.isEmpty()) send(batch.removeFirst(1).get(0));
        }
    }

    /** How an attribute is cleared is documented for imports only. */
    private void lookAtClearedFields() {
        Map<String, Integer> kept = new TreeMap<>();
        List<ContactChange> sample = cleared.changes();
        try {
            readBack.differences(sample, sample.size(), started).forEach((change, names) -> {
                for (String name : names) if (change.attributes().get(name) == null) kept.merge(name, 1, Integer::sum);
            });
        } catch (CallInterruptedException e) {
            throw e;
        } catch (ClientException e) {
            // Everything is delivered: a look that fails does not make the run fail.
            LOG.warn("cleared fields could not be read back: {}", e.getMessage());
        }
        kept.forEach((name, contacts) -> outcomes.remark("Brevo still holds " + name + " of " + contacts + " of "
                + sample.size() + " contacts that were read back after it was cleared. Clear it by hand in Brevo."));
    }

    @Override
    public void abandon() {
        imports.abandon();
        removals.abandon();
        for (ImportBatch batch : open.values()) {
            batch.persons().values().forEach(person -> outcomes.settle(person, new Outcome.Pending()));
        }
        open.clear();
        falses.forEach(change -> outcomes.settle(change.person(), new Outcome.Pending()));
        falses.clear();
        joins.abandon();
        outcomes.abandon();
    }
}
