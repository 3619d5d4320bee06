package io.tajo.connector.deliver;

import io.tajo.brevo.BrevoClient;
import io.tajo.client.CallInterruptedException;
import io.tajo.client.ClientException;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.plan.Changes;
import io.tajo.connector.plan.ContactChange;
import io.tajo.connector.plan.ListDeparture;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the changes of one run: by import what is many, by upsert what is few or can't be imported. For one thread.
 */
public final class Delivery implements Changes {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /** So many imports are followed with one look; more would only keep more rows in memory. */
    private static final int MOST_UNDER_WAY = 4;

    private static final int MOST_BYTES_OPEN = 8_000_000;

    private final Costs costs;
    private final Upserts upserts;
    private final Losses losses;
    private final Joins joins;
    private final Imports imports;
    private final Removals removals;
    private final EarlierImports earlier;
    private final Receipts receipts;
    private final ReadBack readBack;
    private final Sample cleared;
    private final Instant started;
    private final Map<Kind, Segment> open = new LinkedHashMap<>();

    /** What may go out together. */
    record Kind(Set<Long> lists, boolean joinsOnly) {
        static Kind of(ContactChange change) {
            return new Kind(change.lists(), change.joinsOnly());
        }
    }

    /**
     * Creates the delivery of one run.
     *
     * @param brevo where to
     * @param lease the run's book of changes
     * @param receipts told what became of each change
     * @param readBack looks whether Brevo holds what it was sent
     */
    public Delivery(BrevoClient brevo, Lease lease, Receipts receipts, ReadBack readBack) {
        this.readBack = readBack;
        this.cleared = readBack.sample();
        this.started = readBack.now();
        this.costs = new Costs(brevo);
        this.upserts = new Upserts(brevo.contacts(), lease, receipts);
        this.losses = new Losses(lease);
        this.joins = new Joins(brevo.lists(), upserts, lease, receipts);
        this.imports = new Imports(brevo, lease, receipts, upserts, readBack, losses);
        this.removals = new Removals(brevo.lists(), lease, receipts);
        this.earlier = new EarlierImports(brevo.processes(), lease, receipts, readBack.isOff());
        this.receipts = receipts;
    }

    @Override
    public void resume() {
        earlier.settle();
    }

    @Override
    public void take(ListDeparture departure) {
        removals.take(departure);
    }

    @Override
    public void take(ContactChange change) {
        if (change.way() != ContactChange.Way.ANY || losses.concern(change)) {
            boolean applied = upserts.send(change);
            if (applied && change.attributes().containsValue(null)) cleared.offer(change);
            return;
        }
        Kind kind = Kind.of(change);
        Segment segment = segment(kind);
        if (!segment.offer(change)) {
            sendToMakeRoom(kind, change);
            segment = segment(kind);
            if (!segment.offer(change)) {
                receipts.settle(change.person(), new Outcome.Failed("larger than Brevo takes in one import"));
                return;
            }
        }
        keepMemoryFlat();
    }

    @Override
    public void finish() {
        while (!open.isEmpty()) send(open.keySet().iterator().next());
        imports.settle();
        removals.finish();
        lookAtClearedFields();
    }

    /** That a field can be cleared with null is nowhere documented. */
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
        kept.forEach((name, contacts) -> receipts.remark("Brevo still holds " + name + " of " + contacts + " of "
                + sample.size() + " contacts that were read back after it was cleared. Clear it by hand in Brevo."));
    }

    @Override
    public void abandon() {
        imports.abandon();
        removals.abandon();
        for (Segment segment : open.values()) {
            segment.persons().values().forEach(person -> receipts.settle(person, new Outcome.Pending()));
        }
        open.clear();
    }

    private void sendToMakeRoom(Kind full, ContactChange waiting) {
        try {
            send(full);
        } catch (RuntimeException e) {
            receipts.settle(waiting.person(), new Outcome.Pending());
            throw e;
        }
    }

    private Segment segment(Kind kind) {
        return open.computeIfAbsent(
                kind, key -> new Segment(key.lists(), costs.fewestForAnImport(key), readBack.sample()));
    }

    private void keepMemoryFlat() {
        long bytes = open.values().stream().mapToLong(Segment::size).sum();
        if (bytes <= MOST_BYTES_OPEN) return;
        open.entrySet().stream()
                .max(Comparator.comparingInt(each -> each.getValue().size()))
                .ifPresent(largest -> send(largest.getKey()));
    }

    /** Takes a segment off the open ones only once it is sent, so that a failure leaves it to {@link #abandon}. */
    private void send(Kind kind) {
        Segment segment = segment(kind);
        if (!segment.isSmall()) {
            if (imports.underWay() == MOST_UNDER_WAY) imports.settle();
            imports.send(segment);
        } else if (kind.joinsOnly()) {
            while (!segment.isEmpty()) joins.send(segment.removeFirst(Joins.BATCH));
        } else {
            while (!segment.isEmpty()) upserts.sendAll(segment.removeFirst(1));
        }
        open.remove(kind);
    }
}
