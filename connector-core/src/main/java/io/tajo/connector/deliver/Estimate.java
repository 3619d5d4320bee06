package io.tajo.connector.deliver;

import io.tajo.brevo.BrevoClient;
import io.tajo.brevo.contacts.ImportRows;
import io.tajo.connector.destination.CarrierList;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.Fingerprint;
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

    /** An address and what stands around it in a row. */
    private static final long ROW_OF_ADDRESS = 60;

    private final CarrierList carrier;
    private final RouteCost costs;
    private final SyncPlan.Builder plan;
    private final Receipts receipts;
    private final Map<ImportKind, Bulk> bulks = new LinkedHashMap<>();
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
     * @param carrier the list that imports name
     */
    public Estimate(BrevoClient brevo, SyncPlan.Builder plan, Receipts receipts, CarrierList carrier) {
        this.carrier = carrier;
        this.costs = new RouteCost(brevo);
        this.plan = plan;
        this.receipts = receipts;
    }

    @Override
    public void adopt(ContactKey contact, Fingerprint held) {
        // A preview records nothing.
    }

    @Override
    public void take(ContactChange change) {
        plan.change(change.person(), change.isNew(), change.attributes().keySet(), change.joins());
        receipts.settle(change.person(), new Outcome.Pending());
        mix(
                change.key(),
                change.fingerprint().hashCode() * 31L + change.way().name().hashCode());
        if (change.isWhole()) {
            contactCalls += change.former().isPresent() ? CALLS_FOR_A_RENAMING : 1;
            return;
        }
        if (change.isUpsert()) contactCalls++;
        else takeParts(change);
        for (Long list : change.joins()) add(new ImportKind.Members(list), ROW_OF_ADDRESS);
    }

    private void takeParts(ContactChange change) {
        if (change.isNew() || change.attributes().size() > change.cleared().size()) {
            add(new ImportKind.Values(), size(ImportKind.values(change)));
        }
        if (!change.cleared().isEmpty() && !change.isNew()) {
            add(new ImportKind.Clears(change.cleared()), ROW_OF_ADDRESS);
        }
    }

    private void add(ImportKind kind, long bytes) {
        Bulk bulk = bulks.computeIfAbsent(kind, key -> new Bulk());
        bulk.rows++;
        bulk.bytes += bytes;
    }

    @Override
    public void take(ListDeparture departure) {
        removals.merge(departure.list(), 1L, Long::sum);
        mix(departure.key(), departure.list());
    }

    @Override
    public void finish() {
        long imports = 0;
        boolean needsCarrier = false;
        for (Map.Entry<ImportKind, Bulk> each : bulks.entrySet()) {
            ImportKind kind = each.getKey();
            Bulk bulk = each.getValue();
            if (bulk.rows >= costs.fewestForAnImport(kind)) {
                imports += 1 + bulk.bytes / ImportRows.MAX_BYTES;
                needsCarrier |= !(kind instanceof ImportKind.Members);
            } else {
                contactCalls +=
                        kind instanceof ImportKind.Members ? batches(bulk.rows, MembershipSender.BATCH) : bulk.rows;
            }
        }
        // The list counts as created where it is missing.
        if (needsCarrier) carrier.require();
        long removalCalls = removals.values().stream()
                .mapToLong(contacts -> batches(contacts, Removals.BATCH))
                .sum();
        plan.removals(removals)
                .calls(contactCalls + imports + removalCalls, imports * RouteCost.LOOKS)
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
