package io.tajo.connector.run;

import io.tajo.brevo.BrevoClient;
import io.tajo.brevo.attributes.Attribute;
import io.tajo.brevo.attributes.AttributesApi;
import io.tajo.client.ClientException;
import io.tajo.client.QuotaExhaustedException;
import io.tajo.client.RateLimitedException;
import io.tajo.connector.deliver.Delivery;
import io.tajo.connector.deliver.EarlierImports;
import io.tajo.connector.deliver.Estimate;
import io.tajo.connector.deliver.ReadBack;
import io.tajo.connector.destination.CarrierList;
import io.tajo.connector.destination.ContactSnapshot;
import io.tajo.connector.destination.ListDirectory;
import io.tajo.connector.destination.SnapshotReader;
import io.tajo.connector.destination.ValueMarks;
import io.tajo.connector.job.ContactSync;
import io.tajo.connector.job.Mirror;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.DeadLetter;
import io.tajo.connector.ledger.Fingerprint;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.mapping.EmailAddress;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.connector.mapping.MissingAttributes;
import io.tajo.connector.plan.Changes;
import io.tajo.connector.plan.Clearings;
import io.tajo.connector.plan.Decision;
import io.tajo.connector.plan.GonePersons;
import io.tajo.connector.plan.Mirrors;
import io.tajo.connector.plan.Planner;
import io.tajo.connector.plan.Reach;
import io.tajo.connector.plan.RemovalGuard;
import io.tajo.connector.plan.TargetAttributes;
import io.tajo.connector.plan.TargetLists;
import io.tajo.connector.read.JobReader;
import io.tajo.connector.read.JobReaders;
import io.tajo.connector.read.Reading;
import io.tajo.connector.read.SomeRows;
import io.tajo.connector.report.SyncPlan;
import io.tajo.connector.report.SyncReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One run of jobs that make contacts: of one, or of several that are read together, so that each contact is planned and sent once. For
 * one thread.
 */
final class PassRun {
    private final RunBook book;
    private final ReadBack readBack;
    private final List<String> remarks;
    private final SyncJob first;

    private PassRun(RunSettings settings, List<SyncJob> jobs, boolean dry, List<String> remarks) {
        this.remarks = remarks;
        this.first = jobs.get(0);
        this.book = new RunBook(settings, jobs, DeadLetter.Kind.PERSON, dry);
        // What is written by hand is written by upsert, at the cost of a call or two.
        int sample = isByHand() ? 0 : settings.verifySample();
        this.readBack = new ReadBack(book.brevo().contacts(), sample, settings.clock());
    }

    private boolean isByHand() {
        return first instanceof ContactSync;
    }

    /**
     * Runs jobs.
     *
     * @param settings what it works with
     * @param jobs what it syncs
     * @param guard what holds removals back
     * @param remarks what the report says besides
     * @return the reports
     */
    static RunBook.Result run(RunSettings settings, List<SyncJob> jobs, RemovalGuard guard, List<String> remarks) {
        return run(settings, jobs, new Mode(false, guard, Set.of()), remarks);
    }

    /**
     * Runs a job for some of its persons. No contact is removed from a list.
     *
     * @param settings what it works with
     * @param job what it syncs
     * @param only PostHog's ids of the persons
     * @return the report
     */
    static SyncReport retry(RunSettings settings, SyncJob job, Set<String> only) {
        Mode mode = new Mode(false, RemovalGuard.applied(settings.confirmedRemovals()), only);
        return run(settings, List.of(job), mode, List.of()).only();
    }

    private static RunBook.Result run(RunSettings settings, List<SyncJob> jobs, Mode mode, List<String> remarks) {
        PassRun run = new PassRun(settings, jobs, false, remarks);
        RunBook book = run.book;
        return book.run(() -> run.sync(
                mode,
                held -> new Delivery(
                        book.brevo(),
                        book.lease(),
                        book.tally(),
                        run.readBack,
                        held.carrier(),
                        held.reader(),
                        held.snapshot())));
    }

    /**
     * Reads and plans a job, and writes nothing.
     *
     * @param settings what it works with
     * @param job what it would sync
     * @param remarks what the report says besides
     * @return what would be written
     */
    static SyncPlan preview(RunSettings settings, SyncJob job, List<String> remarks) {
        PassRun run = new PassRun(settings, List.of(job), true, remarks);
        BrevoClient brevo = run.book.brevo();
        SyncPlan.Builder plan = SyncPlan.builder().quotas(calls -> BrevoQuotas.hold(brevo, calls));
        SyncReport report = run.book
                .run(() -> run.sync(
                        new Mode(true, RemovalGuard.shown(), Set.of()),
                        held -> new Estimate(
                                brevo,
                                plan,
                                run.book.tally(),
                                held.carrier(),
                                run.isByHand() ? 0 : settings.verifySample())))
                .only();
        return plan.build(report);
    }

    /** Whether nothing may be written, what holds removals back, and which persons it is about: all if it names none. */
    private record Mode(boolean dry, RemovalGuard guard, Set<String> only) {
        boolean isRetry() {
            return !only.isEmpty();
        }
    }

    /** What Brevo holds, and how to look again. */
    private record Destination(ContactSnapshot snapshot, SnapshotReader reader, CarrierList carrier) {}

    private void sync(Mode mode, Function<Destination, Changes> sink) {
        book.tally().lookFor(mode.only());
        Map<JobPart, JobReader> readers = readers();
        List<Attribute> catalogue = catalogue(readers);
        List<Contribution> contributions = contributions(readers, catalogue, mode);
        if (contributions.isEmpty()) return;
        Lease lease = book.lease();
        TargetAttributes attributes = attributes(catalogue, contributions, mode.dry());
        readBack.exempt(attributes.withOptions());
        Set<ContactKey> underWay = mode.dry() ? Set.of() : settleEarlierImports(contributions);
        contributions.forEach(each -> each.tellPreparation(attributes));
        book.first().report().remarks(remarks);
        if (book.isShared())
            book.tally()
                    .share(contributions.stream()
                            .map(each -> each.share(attributes))
                            .toList());
        Destination destination = destination(lease, attributes, contributions);
        ContactSnapshot snapshot = destination.snapshot();
        Changes changes = sink.apply(destination);
        Map<Long, Mirror> mirrors = new LinkedHashMap<>();
        contributions.forEach(each -> each.claim(mirrors));
        Mirrors mirrored = new Mirrors(mirrors);
        ContactSource source = new ContactSource(book, contributions);
        Planner planner = new Planner(
                source.mapper(),
                attributes,
                snapshot,
                lease,
                mirrored,
                contributions.stream().anyMatch(each -> each.reader().makesContacts()),
                underWay);
        if (isByHand()) planner.sendWhole();
        if (book.settings().resend()) planner.resend();
        if (source.readsPersons()) planner.followPersons(reach(contributions, mode), mode.dry());
        else if (!isByHand()) planner.leaveOut(SkippedContactsReader.read(book.sources(), lease.hash()));
        ReadingProgress earlier = earlierReading(lease, contributions, mode, book.started());
        earlier.restore(snapshot, mirrored);
        earlier.remark().ifPresent(remark -> book.first().report().remarks(List.of(remark)));
        Reading rows = source.open(earlier.position());
        Reading reading = mode.isRetry() ? new SomeRows(rows, mode.only()) : rows;
        reading.window().ifPresent(book.first().report()::events);
        Clearings clearings = new Clearings(book.brevo().contacts(), lease, mode.guard(), snapshot);
        contributions.forEach(each -> each.lookForDepartures(book.brevo(), mode.guard(), snapshot));
        Passage passage = new Passage(reading, planner, changes, book.tally(), source::endFailedJobs);
        try (reading) {
            book.carry(() -> {
                if (mode.isRetry()) {
                    passage.carrySome();
                } else {
                    try {
                        passage.carry(
                                () -> contributions.stream()
                                        .filter(Contribution::isOpen)
                                        .flatMap(each -> each.departures(mirrored).stream())
                                        .toList(),
                                () -> clear(clearings, planner, contributions.get(0), attributes));
                    } catch (QuotaExhaustedException | RateLimitedException e) {
                        passage.pausedAt()
                                .ifPresent(position -> earlier.save(position, snapshot, mirrored, planner.waiting()));
                        throw e;
                    }
                    earlier.clear();
                    source.remark(reading);
                    tellLeftBehind(planner);
                    if (reach(contributions, mode) == Reach.EVERYBODY) {
                        new GonePersons(lease.persons(), snapshot)
                                .remark()
                                .ifPresent(remark -> book.first().report().remarks(List.of(remark)));
                    }
                }
                if (!mode.dry()) settleLetters(mode, earlier.since());
            });
        } finally {
            changes.abandon();
            book.tally().undecided(planner.waiting().size());
        }
        contributions.forEach(Contribution::tellEnd);
        book.first().report().remarks(clearings.remarks());
        if (!clearings.heldBack().isEmpty()) book.first().report().heldBack(clearings.heldBack());
        remarkNewLedger();
        book.tally().merged(reading.merged());
        book.tally().skipped(reading.withoutAddress(), "no address");
        book.count(
                reading.read() + clearings.cleared(),
                contributions.stream().map(Contribution::part).toList());
    }

    private static List<Decision> clear(
            Clearings clearings, Planner planner, Contribution only, TargetAttributes attributes) {
        return only.reader()
                .clearsOthers()
                .map(limits -> clearings.find(planner, only.attributes(attributes), limits))
                .orElse(List.of());
    }

    /** Opens the source of each job; a job whose source can't be opened ends alone. */
    private Map<JobPart, JobReader> readers() {
        Map<JobPart, JobReader> readers = new LinkedHashMap<>();
        for (JobPart part : book.open()) {
            alone(part, () -> readers.put(part, JobReaders.open(book.sources(), part.job())));
        }
        return readers;
    }

    /** Finds what each job writes to; a job that can't write ends alone. */
    private List<Contribution> contributions(Map<JobPart, JobReader> readers, List<Attribute> catalogue, Mode mode) {
        ListDirectory directory = new ListDirectory(book.brevo());
        List<Contribution> prepared = new ArrayList<>();
        readers.forEach((part, reader) -> alone(part, () -> {
            TargetLists lists = new TargetLists(
                    book.brevo(),
                    directory,
                    book.settings().importList(),
                    mode.dry(),
                    part.lease().notes());
            Contribution contribution = new Contribution(part, reader, lists);
            // A look at each list would cost as much as writing a single contact.
            if (!isByHand()) {
                refuseClashes(catalogue, reader.uses());
                contribution.resolveLists();
            }
            prepared.add(contribution);
        }));
        return prepared;
    }

    /** Nothing is created for a job whose attributes do not fit. */
    private void refuseClashes(List<Attribute> catalogue, FieldUse use) {
        AttributesApi api = book.brevo().attributes();
        TargetAttributes.prepare(catalogue, api, use, book.settings().missingAttributes(), true);
    }

    private void alone(JobPart part, Runnable step) {
        try {
            step.run();
        } catch (ClientException e) {
            if (!book.isShared() || ContactSource.concernsAll(e)) throw e;
            book.fail(part, e);
        }
    }

    /** What an earlier ledger knew is lost with it: its successor can tell that there was one by what Brevo holds. */
    private void remarkNewLedger() {
        long adopted = book.tally().adopted();
        if (!book.hasNewLedger() || adopted == 0) return;
        book.first()
                .report()
                .remarks(List.of("The ledger is new, and Brevo held " + adopted
                        + " contacts already as this run would have filled them: the account was filled before. If the "
                        + "ledger of those runs is still there, use it: a new one does not know which contacts were deleted "
                        + "in Brevo, and which members of mirrored lists this library has added. A ledger in a container "
                        + "needs a volume."));
    }

    private static ReadingProgress earlierReading(
            Lease lease, List<Contribution> contributions, Mode mode, Instant now) {
        if (mode.dry() || mode.isRetry()) return ReadingProgress.none(now);
        StringBuilder what = new StringBuilder();
        for (Contribution each : contributions) {
            FieldUse uses = each.reader().uses();
            what.append(uses.address())
                    .append(new TreeSet<>(uses.reads()))
                    .append(new TreeMap<>(uses.writes()))
                    .append(each.reader().lists());
        }
        long hash = lease.hash().field("reading", what.toString());
        return ReadingProgress.of(lease.readingNotes(), Long.toHexString(hash), now);
    }

    private static Reach reach(List<Contribution> contributions, Mode mode) {
        if (mode.isRetry()) return Reach.LETTERS;
        boolean everybody =
                contributions.stream().anyMatch(each -> each.reader().readsEverybody());
        return everybody ? Reach.EVERYBODY : Reach.SOME;
    }

    private void tellLeftBehind(Planner planner) {
        List<String> persons = planner.leftBehind();
        if (persons.isEmpty()) return;
        persons.forEach(book.first().progress()::addressChanged);
        book.first()
                .report()
                .remarks(List.of("contacts left with an earlier address of their persons: "
                        + (planner.areMoreLeftBehind() ? "at least " : "") + persons.size()
                        + ". Rename or delete them in Brevo. A mapping of person_id to EXT_ID lets the connector rename "
                        + "contacts that are not blocklisted, unless the new address is a contact already."));
    }

    /** Only a run that has met every person knows which of them there is nothing more to complain of. */
    private void settleLetters(Mode mode, Instant since) {
        for (JobPart part : book.open()) {
            if (mode.isRetry()) part.letters().forgive(part.tally().arrived());
            else part.letters().forgiveOthers(since);
        }
    }

    private List<Attribute> catalogue(Map<JobPart, JobReader> readers) {
        AttributesApi api = book.brevo().attributes();
        if (!isByHand()) return readers.isEmpty() ? List.of() : api.list();
        Set<String> written = readers.values().iterator().next().uses().writes().keySet();
        return book.settings().catalogue().read(api, written, book.started());
    }

    private TargetAttributes attributes(List<Attribute> catalogue, List<Contribution> contributions, boolean dry) {
        FieldUse use = contributions.get(0).reader().uses();
        for (Contribution each : contributions) use = use.and(each.reader().uses());
        MissingAttributes missing = first instanceof ContactSync one
                ? one.missingAttributes()
                : book.settings().missingAttributes();
        return TargetAttributes.prepare(catalogue, book.brevo().attributes(), use, missing, dry);
    }

    private Set<ContactKey> settleEarlierImports(List<Contribution> contributions) {
        Set<ContactKey> underWay = new HashSet<>();
        for (Contribution each : contributions) {
            underWay.addAll(new EarlierImports(
                            book.brevo().processes(),
                            each.part().lease(),
                            each.part().tally(),
                            book.settings().clock())
                    .settle());
        }
        return underWay;
    }

    private Destination destination(Lease lease, TargetAttributes attributes, List<Contribution> contributions) {
        Set<String> written = new LinkedHashSet<>();
        contributions.forEach(
                each -> written.addAll(each.reader().uses().writes().keySet()));
        ValueMarks marks =
                new ValueMarks(attributes.types(written), lease.hash().field("", "marks"));
        SnapshotReader reader = new SnapshotReader(
                book.brevo().contacts(), lease.hash(), book.settings().clock());
        return new Destination(
                snapshot(lease, reader, marks), reader, contributions.get(0).targets());
    }

    private ContactSnapshot snapshot(Lease lease, SnapshotReader reader, ValueMarks marks) {
        if (!(first instanceof ContactSync one)) return reader.read(marks);
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
                        .getOrDefault(key, Fingerprint.NONE)
                        .isProven();
    }
}
