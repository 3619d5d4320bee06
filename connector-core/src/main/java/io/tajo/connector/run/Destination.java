package io.tajo.connector.run;

import io.tajo.brevo.attributes.Attribute;
import io.tajo.brevo.attributes.AttributesApi;
import io.tajo.client.ClientException;
import io.tajo.connector.deliver.ImportRecovery;
import io.tajo.connector.deliver.Share;
import io.tajo.connector.destination.CarrierList;
import io.tajo.connector.destination.ContactSnapshot;
import io.tajo.connector.destination.ListDirectory;
import io.tajo.connector.destination.SnapshotReader;
import io.tajo.connector.destination.TargetAttributes;
import io.tajo.connector.destination.TargetLists;
import io.tajo.connector.destination.ValueMarks;
import io.tajo.connector.job.ContactSync;
import io.tajo.connector.job.Mirror;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.ContactState;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.mapping.EmailAddress;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.connector.mapping.MissingAttributes;
import io.tajo.connector.plan.MirrorTracker;
import io.tajo.connector.source.JobReader;
import io.tajo.connector.source.JobReaders;
import io.tajo.connector.source.PersonPass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the jobs of a pass write to: their attributes and lists, created where they are missing, and what Brevo holds. For one
 * thread.
 */
final class Destination {
    private final RunContext context;
    private final boolean dry;
    private final SyncJob first;
    private final List<Contribution> contributions;
    private final TargetAttributes attributes;

    /**
     * Prepares everything that is created before the first row. A job that can't be prepared ends alone; if none is left,
     * nothing is created.
     *
     * @param context the run
     * @param dry whether nothing may be written
     */
    Destination(RunContext context, boolean dry) {
        this.context = context;
        this.dry = dry;
        this.first = context.first().job();
        Map<JobPart, JobReader> readers = readers();
        List<Attribute> catalogue = catalogue(readers);
        this.contributions = List.copyOf(contributions(readers, catalogue));
        this.attributes = attributes(catalogue);
        contributions.forEach(each -> each.tellPreparation(attributes));
    }

    List<Contribution> contributions() {
        return contributions;
    }

    TargetAttributes attributes() {
        return attributes;
    }

    /** Returns the lists, of which the one that imports name is created with the first import. */
    CarrierList carrier() {
        return contributions.get(0).targets();
    }

    /** Returns the shares of jobs that are counted together. */
    List<Share> shares() {
        return contributions.stream().map(each -> each.share(attributes)).toList();
    }

    /** Returns the mirrored lists, still without members. */
    MirrorTracker mirrors() {
        Map<Long, Mirror> mirrors = new LinkedHashMap<>();
        contributions.forEach(each -> each.claim(mirrors));
        return new MirrorTracker(mirrors);
    }

    /** Returns what is read and written, to tell one reading from another. */
    String description() {
        StringBuilder what = new StringBuilder();
        for (Contribution each : contributions) {
            FieldUse uses = each.reader().uses();
            what.append(uses.address())
                    .append(new TreeSet<>(uses.reads()))
                    .append(new TreeMap<>(uses.writes()))
                    .append(each.reader().lists())
                    .append(each.reader().source());
        }
        return what.toString();
    }

    /** Opens the source of each job; a job whose source can't be opened ends alone. */
    private Map<JobPart, JobReader> readers() {
        Map<JobPart, JobReader> readers = new LinkedHashMap<>();
        for (JobPart part : context.open()) {
            alone(part, () -> readers.put(part, JobReaders.open(context.sources(), part.job())));
        }
        return readers;
    }

    /** Finds what each job writes to; a job that can't write ends alone. */
    private List<Contribution> contributions(Map<JobPart, JobReader> readers, List<Attribute> catalogue) {
        ListDirectory directory = new ListDirectory(context.brevo());
        List<Contribution> prepared = new ArrayList<>();
        readers.forEach((part, reader) -> alone(part, () -> {
            TargetLists lists = new TargetLists(
                    context.brevo(),
                    directory,
                    context.settings().importList(),
                    dry,
                    part.lease().notes());
            Contribution contribution = new Contribution(part, reader, lists);
            // A look at each list would cost as much as writing a single contact.
            if (!context.isByHand()) {
                refuseClashes(catalogue, reader.uses());
                contribution.resolveLists();
            }
            prepared.add(contribution);
        }));
        return prepared;
    }

    /** Nothing is created for a job whose attributes do not fit. */
    private void refuseClashes(List<Attribute> catalogue, FieldUse use) {
        AttributesApi api = context.brevo().attributes();
        TargetAttributes.prepare(catalogue, api, use, context.settings().missingAttributes(), true);
    }

    private void alone(JobPart part, Runnable step) {
        try {
            step.run();
        } catch (ClientException e) {
            if (!context.isShared() || PersonPass.concernsAll(e)) throw e;
            context.fail(part, e);
        }
    }

    private List<Attribute> catalogue(Map<JobPart, JobReader> readers) {
        AttributesApi api = context.brevo().attributes();
        if (!context.isByHand()) return readers.isEmpty() ? List.of() : api.list();
        Set<String> written = readers.values().iterator().next().uses().writes().keySet();
        return context.settings().catalogue().read(api, written, context.started());
    }

    private TargetAttributes attributes(List<Attribute> catalogue) {
        FieldUse use = FieldUse.none();
        for (Contribution each : contributions) use = use.and(each.reader().uses());
        MissingAttributes missing = first instanceof ContactSync one
                ? one.missingAttributes()
                : context.settings().missingAttributes();
        return TargetAttributes.prepare(catalogue, context.brevo().attributes(), use, missing, dry);
    }

    /** Settles what earlier runs have left open, and returns the contacts whose imports have not ended. */
    Set<ContactKey> settleEarlierImports() {
        Set<ContactKey> underWay = new HashSet<>();
        for (Contribution each : contributions) {
            underWay.addAll(new ImportRecovery(
                            context.brevo().processes(),
                            each.part().lease(),
                            each.part().statistics(),
                            context.settings().clock())
                    .settle());
        }
        return underWay;
    }

    /** Reads what Brevo holds, or what it holds of the only contact. */
    ContactSnapshot snapshot(Lease lease, SnapshotReader reader, SharedSnapshot shared) {
        Set<String> written = new LinkedHashSet<>();
        contributions.forEach(
                each -> written.addAll(each.reader().uses().writes().keySet()));
        if (!(first instanceof ContactSync one)) return shared.read(reader, attributes, written, lease);
        ValueMarks marks = new ValueMarks(attributes.of(written), lease.hash().field("", "marks"));
        return EmailAddress.parse(one.draft().email())
                .filter(address -> mustLook(one.draft(), lease, address))
                .map(address -> reader.readOne(marks, address.value()))
                .orElseGet(() -> new ContactSnapshot(marks));
    }

    /** A look tells which lists the contact has left, and whether one that was filled before was deleted meanwhile. */
    private static boolean mustLook(ContactDraft draft, Lease lease, EmailAddress address) {
        boolean attributesOnly =
                draft.joins().isEmpty() && draft.leaves().isEmpty() && !draft.leavesAllLists() && !draft.isDeleted();
        ContactKey key = lease.hash().contact(address.value());
        return !attributesOnly
                || lease.applied(List.of(key))
                        .getOrDefault(key, ContactState.NONE)
                        .isProven();
    }
}
