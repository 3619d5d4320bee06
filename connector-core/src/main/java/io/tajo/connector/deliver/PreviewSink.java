package io.tajo.connector.deliver;

import io.tajo.brevo.BrevoClient;
import io.tajo.brevo.contacts.ContactQuery;
import io.tajo.brevo.contacts.ImportRows;
import io.tajo.connector.destination.CarrierList;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.ContactState;
import io.tajo.connector.plan.ChangeSink;
import io.tajo.connector.plan.ContactChange;
import io.tajo.connector.plan.ListRemoval;
import io.tajo.connector.report.SyncPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts what a plan would cost, and sends nothing. For one thread. */
public final class PreviewSink implements ChangeSink {
    /** One looks whether the contact is still the one that is meant. */
    private static final int CALLS_FOR_A_RENAMING = 2;

    /** An import takes half a minute, and is looked at after a second and then each time half as long again. */
    private static final int LOOKS = 7;

    /** An address and what stands around it in a row. */
    private static final long ROW_OF_ADDRESS = 60;
    /** The contact that has the id gives it up first. */
    private static final long CALLS_TO_TAKE_AN_ID = 2;

    private final CarrierList carrier;
    private final RouteCost costs;
    private final SyncPlan.Builder plan;
    private final DeliveryListener listener;
    private final Map<ImportKind, Bulk> bulks = new LinkedHashMap<>();
    private final Map<Long, Long> removals = new TreeMap<>();
    private final int sample;
    private long contactCalls;
    private long cleared;
    private long joinsOfKnown;
    private long values;
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
     * @param listener told that each change is left open
     * @param carrier the list that imports name
     * @param sample how many contacts of each import are read back
     */
    public PreviewSink(
            BrevoClient brevo, SyncPlan.Builder plan, DeliveryListener listener, CarrierList carrier, int sample) {
        this.sample = sample;
        this.carrier = carrier;
        this.costs = new RouteCost(brevo);
        this.plan = plan;
        this.listener = listener;
    }

    @Override
    public void adopt(ContactKey contact, ContactState held) {
        // A preview records nothing.
    }

    @Override
    public void take(ContactChange change) {
        plan.change(change.person(), change.isNew(), change.attributes().keySet(), change.joins());
        listener.settle(change.person(), new Outcome.Pending());
        mix(
                change.key(),
                change.fingerprint().hashCode() * 31L + change.way().name().hashCode());
        if (change.isWhole()) {
            contactCalls += callsFor(change);
            return;
        }
        if (change.isUpsert()) {
            contactCalls += callsFor(change);
            if (!change.cleared().isEmpty()) cleared++;
        } else {
            takeParts(change);
        }
        if (!change.attributes().isEmpty() || change.isNew()) values++;
        if (!change.isNew() && !change.joins().isEmpty()) joinsOfKnown++;
        for (Long list : change.joins()) add(new ImportKind.Members(list), ROW_OF_ADDRESS);
    }

    private static long callsFor(ContactChange change) {
        return switch (change.way()) {
            case RENAME -> CALLS_FOR_A_RENAMING;
            case TAKE_ID -> CALLS_TO_TAKE_AN_ID;
            default -> 1;
        };
    }

    private void takeParts(ContactChange change) {
        if (change.isNew() || change.attributes().size() > change.cleared().size()) {
            add(ImportKind.valuesOf(change), size(ImportKind.values(change)));
        }
        Set<String> clears = change.clearing().attributes().keySet();
        if (!clears.isEmpty() && !change.isNew()) add(new ImportKind.Clears(clears), ROW_OF_ADDRESS);
    }

    private void add(ImportKind kind, long bytes) {
        Bulk bulk = bulks.computeIfAbsent(kind, key -> new Bulk());
        bulk.rows++;
        bulk.bytes += bytes;
    }

    @Override
    public void take(ListRemoval departure) {
        removals.merge(departure.list(), 1L, Long::sum);
        mix(departure.key(), departure.list());
    }

    @Override
    public void finish() {
        long attributeImports = 0;
        long memberImports = 0;
        int callsOfLists = callsOfLists();
        for (Map.Entry<ImportKind, Bulk> each : bulks.entrySet()) {
            boolean isMembers = each.getKey() instanceof ImportKind.Members;
            Bulk bulk = each.getValue();
            int fewest = isMembers ? costs.fewestForAList(callsOfLists) : costs.fewestForAnImport();
            if (bulk.rows < fewest) {
                contactCalls += isMembers ? batches(bulk.rows, MembershipSender.BATCH) : bulk.rows;
                if (each.getKey() instanceof ImportKind.Clears) cleared += bulk.rows;
                continue;
            }
            long imports = 1 + bulk.bytes / ImportRows.MAX_BYTES;
            contactCalls += imports;
            if (isMembers) {
                memberImports += imports;
            } else {
                // What the sample of the first import proves is not looked at again.
                if (attributeImports == 0) contactCalls += readBack(bulk.rows / imports);
                attributeImports += imports;
            }
        }
        // The list counts as created where it is missing.
        if (attributeImports > 0) carrier.require();
        // Who joins a list is looked at directly before: pages of the contacts that this run changed, and an empty one.
        if (joinsOfKnown > 0) contactCalls += 1 + batches(values, ContactQuery.MAX_PAGE_SIZE);
        if (cleared > 0 && sample > 0) contactCalls++;
        for (long contacts : removals.values()) contactCalls += batches(contacts, RemovalSender.BATCH);
        long rounds = batches(attributeImports, ImportSender.MOST_UNDER_WAY)
                + batches(memberImports, ImportSender.MOST_UNDER_WAY);
        plan.removals(removals)
                .calls("Brevo contacts", contactCalls + carrier.creationCalls())
                .calls("Brevo other", rounds * LOOKS)
                .fingerprint(fingerprint);
    }

    /** Returns how many calls all lists take without imports. */
    private int callsOfLists() {
        long calls = 0;
        for (Map.Entry<ImportKind, Bulk> each : bulks.entrySet()) {
            if (each.getKey() instanceof ImportKind.Members)
                calls += batches(each.getValue().rows, MembershipSender.BATCH);
        }
        return (int) Math.min(Integer.MAX_VALUE, calls);
    }

    /** Returns how many calls the sample of an import takes. */
    private long readBack(long rows) {
        long pages = batches(rows, ContactQuery.MAX_PAGE_SIZE);
        long contacts = Math.min(sample, rows);
        return pages * ReadBack.CALLS_WORTH_A_PAGE <= contacts ? pages : contacts;
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
