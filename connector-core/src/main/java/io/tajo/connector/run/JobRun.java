package io.tajo.connector.run;

import io.tajo.brevo.BrevoClient;
import io.tajo.brevo.attributes.Attribute;
import io.tajo.brevo.attributes.AttributesApi;
import io.tajo.client.QuotaExhaustedException;
import io.tajo.client.RateLimitedException;
import io.tajo.connector.deliver.Delivery;
import io.tajo.connector.deliver.EarlierImports;
import io.tajo.connector.deliver.Estimate;
import io.tajo.connector.deliver.ReadBack;
import io.tajo.connector.destination.CarrierList;
import io.tajo.connector.destination.ContactSnapshot;
import io.tajo.connector.destination.SnapshotReader;
import io.tajo.connector.destination.ValueMarks;
import io.tajo.connector.job.ContactSync;
import io.tajo.connector.job.ListTarget;
import io.tajo.connector.job.Mirror;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.DeadLetter;
import io.tajo.connector.ledger.Fingerprint;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.mapping.EmailAddress;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.connector.plan.Changes;
import io.tajo.connector.plan.Clearings;
import io.tajo.connector.plan.Departures;
import io.tajo.connector.plan.GonePersons;
import io.tajo.connector.plan.Mirrors;
import io.tajo.connector.plan.Planner;
import io.tajo.connector.plan.Reach;
import io.tajo.connector.plan.RemovalGuard;
import io.tajo.connector.plan.TargetAttributes;
import io.tajo.connector.plan.TargetLists;
import io.tajo.connector.read.JobReader;
import io.tajo.connector.read.JobReaders;
import io.tajo.connector.read.ListUse;
import io.tajo.connector.read.Reading;
import io.tajo.connector.read.SomeRows;
import io.tajo.connector.report.SyncPlan;
import io.tajo.connector.report.SyncReport;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** One run of a job that makes contacts, from the lease to the report. For one thread. */
final class JobRun {
    private final SyncJob job;
    private final RunBook book;
    private final ReadBack readBack;
    private final List<String> remarks;

    private JobRun(RunSettings settings, SyncJob job, boolean dry, List<String> remarks) {
        this.job = job;
        this.remarks = remarks;
        this.book = new RunBook(settings, job, DeadLetter.Kind.PERSON, dry);
        // What is written by hand is written by upsert, at the cost of a call or two.
        int sample = job instanceof ContactSync ? 0 : settings.verifySample();
        this.readBack = new ReadBack(book.brevo().contacts(), sample, settings.clock());
    }

    /**
     * Runs a job.
     *
     * @param settings what it works with
     * @param job what it syncs
     * @param guard what holds removals back
     * @param remarks what the report says besides
     * @return the report
     */
    static SyncReport run(RunSettings settings, SyncJob job, RemovalGuard guard, List<String> remarks) {
        return run(settings, job, new Mode(false, guard, Set.of()), remarks);
    }

    /**
     * Runs a job for some of its persons. Nobody is removed from a list.
     *
     * @param settings what it works with
     * @param job what it syncs
     * @param only PostHog's ids of the persons
     * @return the report
     */
    static SyncReport retry(RunSettings settings, SyncJob job, Set<String> only) {
        return run(settings, job, new Mode(false, RemovalGuard.applied(settings.confirmedRemovals()), only), List.of());
    }

    private static SyncReport run(RunSettings settings, SyncJob job, Mode mode, List<String> remarks) {
        JobRun run = new JobRun(settings, job, false, remarks);
        RunBook book = run.book;
        return book.run(lease -> run.sync(
                lease,
                mode,
                held -> new Delivery(
                        book.brevo(),
                        lease,
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
        JobRun run = new JobRun(settings, job, true, remarks);
        BrevoClient brevo = run.book.brevo();
        SyncPlan.Builder plan = SyncPlan.builder().quotas(calls -> BrevoQuotas.hold(brevo, calls));
        SyncReport report = run.book.run(lease -> run.sync(
                lease,
                new Mode(true, RemovalGuard.shown(), Set.of()),
                held -> new Estimate(
                        brevo,
                        plan,
                        run.book.tally(),
                        held.carrier(),
                        job instanceof ContactSync ? 0 : settings.verifySample())));
        return plan.build(report);
    }

    /** Whether nothing may be written, what holds removals back, and whom it is about: everybody if it names nobody. */
    private record Mode(boolean dry, RemovalGuard guard, Set<String> only) {
        boolean isRetry() {
            return !only.isEmpty();
        }
    }

    /** What Brevo holds, and how to look again. */
    private record Destination(ContactSnapshot snapshot, SnapshotReader reader, CarrierList carrier) {}

    private void sync(Lease lease, Mode mode, Function<Destination, Changes> sink) {
        book.tally().lookFor(mode.only());
        JobReader reader = JobReaders.open(book.sources(), job);
        TargetAttributes attributes = attributes(reader.uses(), mode.dry());
        readBack.exempt(attributes.withOptions());
        TargetLists lists = resolve(reader, mode, lease);
        book.report().createdAttributes(attributes.created()).remarks(remarks).remarks(reader.remarks());
        Set<ContactKey> underWay = mode.dry() ? Set.of() : settleEarlierImports(lease);
        Destination destination = destination(lease, attributes, reader, lists);
        ContactSnapshot snapshot = destination.snapshot();
        Changes changes = sink.apply(destination);
        Mirrors mirrored = new Mirrors(mirrors(reader, lists));
        Planner planner = new Planner(
                reader.mapper(lists::find), attributes, snapshot, lease, mirrored, reader.makesContacts(), underWay);
        if (job instanceof ContactSync) planner.sendWhole();
        if (book.settings().resend()) planner.resend();
        if (reader.readsPersons()) planner.followPersons(reach(reader, mode), mode.dry());
        else if (!(job instanceof ContactSync))
            planner.leaveOut(SkippedContactsReader.read(book.sources(), lease.hash()));
        ReadingProgress earlier = earlierReading(lease, reader, mode);
        earlier.restore(snapshot, mirrored);
        earlier.remark().ifPresent(remark -> book.report().remarks(List.of(remark)));
        Reading rows = reader.open(earlier.position());
        Reading reading = mode.isRetry() ? new SomeRows(rows, mode.only()) : rows;
        reading.window().ifPresent(book.report()::events);
        Departures departures = new Departures(book.brevo().contacts(), lease, mode.guard(), snapshot);
        Clearings clearings = new Clearings(book.brevo().contacts(), lease, mode.guard(), snapshot);
        Passage passage = new Passage(reading, planner, changes, book.tally(), book.progress());
        try (reading) {
            book.carry(() -> {
                if (mode.isRetry()) {
                    passage.carrySome();
                } else {
                    try {
                        passage.carry(
                                () -> departures.find(mirrored),
                                () -> reader.clearsOthers()
                                        .map(limits ->
                                                clearings.find(planner, attributesOf(reader, attributes), limits))
                                        .orElse(List.of()));
                    } catch (QuotaExhaustedException | RateLimitedException e) {
                        passage.pausedAt()
                                .ifPresent(position -> earlier.save(position, snapshot, mirrored, planner.waiting()));
                        throw e;
                    }
                    earlier.clear();
                    book.report().remarks(reading.remarks());
                    tellLeftBehind(planner);
                    if (reader.readsEverybody()) {
                        new GonePersons(lease.persons(), snapshot)
                                .remark()
                                .ifPresent(remark -> book.report().remarks(List.of(remark)));
                    }
                }
                if (!mode.dry()) settleLetters(mode, earlier.since());
            });
        } finally {
            changes.abandon();
            book.tally().undecided(planner.waiting().size());
        }
        book.report()
                .createdLists(lists.created())
                .remarks(departures.remarks())
                .remarks(clearings.remarks())
                .heldBack(both(departures.heldBack(), clearings.heldBack()));
        remarkNewLedger();
        book.tally().merged(reading.merged());
        book.tally().skipped(reading.withoutAddress(), "no address");
        book.tally().writeTo(reading.read() + clearings.cleared(), book.report());
    }

    private static Set<String> attributesOf(JobReader reader, TargetAttributes attributes) {
        return attributes.types(reader.uses().writes().keySet()).keySet();
    }

    private static Map<Long, Long> both(Map<Long, Long> some, Map<Long, Long> more) {
        Map<Long, Long> all = new LinkedHashMap<>(some);
        all.putAll(more);
        return all;
    }

    /** What an earlier ledger knew is lost with it: its successor can tell that there was one by what Brevo holds. */
    private void remarkNewLedger() {
        long adopted = book.tally().adopted();
        if (!book.hasNewLedger() || adopted == 0) return;
        book.report()
                .remarks(List.of("The ledger is new, and Brevo held " + adopted
                        + " contacts already as this run would have filled them: the account was filled before. If the "
                        + "ledger of those runs is still there, use it: a new one does not know which contacts were deleted "
                        + "in Brevo, and which members of mirrored lists this library has added. A ledger in a container "
                        + "needs a volume."));
    }

    private ReadingProgress earlierReading(Lease lease, JobReader reader, Mode mode) {
        if (mode.dry() || mode.isRetry()) return ReadingProgress.none(book.started());
        FieldUse uses = reader.uses();
        String what =
                uses.address() + " " + new TreeSet<>(uses.reads()) + new TreeMap<>(uses.writes()) + reader.lists();
        long hash = lease.hash().field("reading", what);
        return ReadingProgress.of(lease.readingNotes(), Long.toHexString(hash), book.started());
    }

    private static Reach reach(JobReader reader, Mode mode) {
        if (mode.isRetry()) return Reach.LETTERS;
        return reader.readsEverybody() ? Reach.EVERYBODY : Reach.SOME;
    }

    private void tellLeftBehind(Planner planner) {
        List<String> persons = planner.leftBehind();
        if (persons.isEmpty()) return;
        persons.forEach(book.progress()::addressChanged);
        book.report()
                .remarks(List.of("contacts left with an earlier address of their persons: "
                        + (planner.areMoreLeftBehind() ? "at least " : "") + persons.size()
                        + ". Rename or delete them in Brevo. A mapping of person_id to EXT_ID lets the connector rename "
                        + "contacts that are not blocklisted, unless the new address is a contact already."));
    }

    /** Only a run that has met everybody knows of whom there is nothing more to complain. */
    private void settleLetters(Mode mode, Instant since) {
        if (mode.isRetry()) book.letters().forgive(book.tally().arrived());
        else book.letters().forgiveOthers(since);
    }

    private TargetAttributes attributes(FieldUse use, boolean dry) {
        RunSettings settings = book.settings();
        AttributesApi api = book.brevo().attributes();
        if (!(job instanceof ContactSync one)) {
            return TargetAttributes.prepare(api, use, settings.missingAttributes(), dry);
        }
        List<Attribute> known = settings.catalogue().read(api, use.writes().keySet(), book.started());
        return TargetAttributes.prepare(known, api, use, one.missingAttributes(), dry);
    }

    private TargetLists resolve(JobReader reader, Mode mode, Lease lease) {
        TargetLists lists = new TargetLists(book.brevo(), book.settings().importList(), mode.dry(), lease.notes());
        // A look at each list would cost as much as writing a single contact.
        if (job instanceof ContactSync) return lists;
        // The list that imports name is created with the first import.
        List<ListTarget> targets = reader.lists().stream().map(ListUse::target).toList();
        lists.resolve(targets);
        lists.remarkOrphans(targets);
        book.report().remarks(lists.remarks());
        return lists;
    }

    private Set<ContactKey> settleEarlierImports(Lease lease) {
        return new EarlierImports(
                        book.brevo().processes(),
                        lease,
                        book.tally(),
                        book.settings().clock())
                .settle();
    }

    private Destination destination(Lease lease, TargetAttributes attributes, JobReader source, TargetLists lists) {
        ValueMarks marks = new ValueMarks(
                attributes.types(source.uses().writes().keySet()), lease.hash().field("", "marks"));
        SnapshotReader reader = new SnapshotReader(
                book.brevo().contacts(), lease.hash(), book.settings().clock());
        return new Destination(snapshot(lease, reader, marks), reader, lists);
    }

    private ContactSnapshot snapshot(Lease lease, SnapshotReader reader, ValueMarks marks) {
        if (!(job instanceof ContactSync one)) return reader.read(marks);
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

    private static Map<Long, Mirror> mirrors(JobReader reader, TargetLists lists) {
        Map<Long, Mirror> mirrors = new LinkedHashMap<>();
        for (ListUse list : reader.lists()) {
            lists.find(list.target())
                    .ifPresent(id -> list.mirror().ifPresent(mirror -> {
                        if (id < 0) lists.expectReading();
                        mirrors.put(id, mirror);
                    }));
        }
        return mirrors;
    }
}
