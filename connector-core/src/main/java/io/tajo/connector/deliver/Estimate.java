package io.tajo.connector.deliver;

import io.tajo.brevo.BrevoClient;
import io.tajo.brevo.contacts.ImportRows;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.plan.Changes;
import io.tajo.connector.plan.ContactChange;
import io.tajo.connector.plan.ListDeparture;
import io.tajo.connector.report.SyncPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what a plan would cost, and sends nothing. For one thread. */
public final class Estimate implements Changes {
    /** One looks whether the contact is still the one that is meant. */
    private static final int CALLS_FOR_A_RENAMING = 2;

    private final Costs costs;
    private final SyncPlan.Builder plan;
    private final Receipts receipts;
    private final Map<Delivery.Kind, Bulk> bulks = new LinkedHashMap<>();
    private final Map<Long, Long> removals = new TreeMap<>();
    private long contactCalls;
    private long fingerprint;

    private static final class Bulk {
        private long rows;
        private long bytes;
    }

    /**
     * Starts with nothing.
     *
     * @param brevo where changes would go
     * @param plan takes the figures
     * @param receipts told that each change is left open
     */
    public Estimate(BrevoClient brevo, SyncPlan.Builder plan, Receipts receipts) {
        this.costs = new Costs(brevo);
        this.plan = plan;
        this.receipts = receipts;
    }

    @Override
    public void resume() {
        // Nothing is settled by looking: what is under way counts as in doubt.
    }

    @Override
    public void take(ContactChange change) {
        plan.change(change.person(), change.isNew(), change.attributes().keySet(), change.lists());
        receipts.settle(change.person(), new Outcome.Pending());
        mix(
                change.key(),
                change.fingerprint().hashCode() * 31L + change.way().name().hashCode());
        if (change.way() != ContactChange.Way.ANY) {
            contactCalls += change.former().isPresent() ? CALLS_FOR_A_RENAMING : 1;
            return;
        }
        Bulk bulk = bulks.computeIfAbsent(Delivery.Kind.of(change), key -> new Bulk());
        bulk.rows++;
        bulk.bytes += size(change);
    }

    @Override
    public void take(ListDeparture departure) {
        removals.merge(departure.list(), 1L, Long::sum);
        mix(departure.key(), departure.list());
    }

    @Override
    public void finish() {
        long imports = 0;
        for (Map.Entry<Delivery.Kind, Bulk> each : bulks.entrySet()) {
            Delivery.Kind kind = each.getKey();
            Bulk bulk = each.getValue();
            if (bulk.rows >= costs.fewestForAnImport(kind)) {
                imports += 1 + bulk.bytes / ImportRows.MAX_BYTES;
            } else if (kind.joinsOnly()) {
                contactCalls += kind.lists().size() * batches(bulk.rows, Joins.BATCH);
            } else {
                contactCalls += bulk.rows;
            }
        }
        long removalCalls = removals.values().stream()
                .mapToLong(contacts -> batches(contacts, Removals.BATCH))
                .sum();
        plan.removals(removals)
                .calls(contactCalls + imports + removalCalls, imports * Costs.LOOKS)
                .fingerprint(fingerprint);
    }

    @Override
    public void abandon() {
        bulks.clear();
    }

    private static long batches(long contacts, int most) {
        return (contacts + most - 1) / most;
    }

    /** The same whatever the order that the changes come in. */
    private void mix(ContactKey key, long what) {
        long mixed = (key.high() ^ what) * 0x9E3779B97F4A7C15L;
        fingerprint += mixed ^ (mixed >>> 29) ^ key.low();
    }

    private static long size(ContactChange change) {
        ImportRows one = new ImportRows(ImportRows.MAX_BYTES);
        boolean fits = one.offer(change.email(), change.attributes());
        return fits ? one.size() : ImportRows.MAX_BYTES;
    }
}
