package io.tajo.connector.run;

import io.tajo.brevo.BrevoClient;
import io.tajo.client.QuotaExhaustedException;
import io.tajo.client.RateLimitedException;
import io.tajo.connector.deliver.Delivery;
import io.tajo.connector.deliver.Estimate;
import io.tajo.connector.deliver.ReadBack;
import io.tajo.connector.destination.CarrierList;
import io.tajo.connector.destination.ContactSnapshot;
import io.tajo.connector.destination.SnapshotReader;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.DeadLetter;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.plan.Changes;
import io.tajo.connector.plan.Clearings;
import io.tajo.connector.plan.Decision;
import io.tajo.connector.plan.GonePersons;
import io.tajo.connector.plan.ListDeparture;
import io.tajo.connector.plan.Mirrors;
import io.tajo.connector.plan.Planner;
import io.tajo.connector.plan.Reach;
import io.tajo.connector.plan.RemovalGuard;
import io.tajo.connector.read.Reading;
import io.tajo.connector.read.SomeRows;
import io.tajo.connector.report.SyncPlan;
import io.tajo.connector.report.SyncReport;
import io.tajo.connector.report.SyncReportBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * One run of jobs that make contacts: of one, or of several that are read together, so that each contact is planned and sent once. For
 * one thread.
 */
final class PassRun {
    private final RunBook book;
    private final ReadBack readBack;
    private final List<String> remarks;
    private final SharedSnapshot shared;

    private PassRun(
            RunSettings settings, List<SyncJob> jobs, SharedSnapshot shared, boolean dry, List<String> remarks) {
        this.shared = shared;
        this.remarks = remarks;
        this.book = new RunBook(settings, jobs, DeadLetter.Kind.PERSON, dry);
        // What is written by hand is written by upsert, at the cost of a call or two.
        int sample = book.isByHand() ? 0 : settings.verifySample();
        this.readBack = new ReadBack(book.brevo().contacts(), sample, settings.clock());
    }

    /**
     * Runs jobs.
     *
     * @param settings what it works with
     * @param jobs what it syncs
     * @param shared what Brevo holds
     * @param guard what holds removals back
     * @param remarks what the report says besides
     * @return the reports
     */
    static RunBook.Result run(
            RunSettings settings, List<SyncJob> jobs, SharedSnapshot shared, RemovalGuard guard, List<String> remarks) {
        return run(settings, jobs, shared, new Mode(false, guard, Set.of()), remarks);
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
        return run(settings, List.of(job), SharedSnapshot.alone(), mode, List.of())
                .only();
    }

    private static RunBook.Result run(
            RunSettings settings, List<SyncJob> jobs, SharedSnapshot shared, Mode mode, List<String> remarks) {
        PassRun run = new PassRun(settings, jobs, shared, false, remarks);
        RunBook book = run.book;
        return book.run(() -> run.sync(
                mode,
                (carrier, reader, snapshot) -> new Delivery(
                        book.brevo(), book.lease(), book.tally(), run.readBack, carrier, reader, snapshot)));
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
        PassRun run = new PassRun(settings, List.of(job), SharedSnapshot.alone(), true, remarks);
        BrevoClient brevo = run.book.brevo();
        SyncPlan.Builder plan = SyncPlan.builder().quotas(calls -> BrevoQuotas.hold(brevo, calls));
        SyncReport report = run.book
                .run(() -> run.sync(
                        new Mode(true, RemovalGuard.shown(), Set.of()),
                        (carrier, reader, snapshot) -> new Estimate(
                                brevo,
                                plan,
                                run.book.tally(),
                                carrier,
                                run.book.isByHand() ? 0 : settings.verifySample())))
                .only();
        return plan.build(report);
    }

    /** Whether nothing may be written, what holds removals back, and which persons it is about: all if it names none. */
    private record Mode(boolean dry, RemovalGuard guard, Set<String> only) {
        boolean isRetry() {
            return !only.isEmpty();
        }
    }

    /** Makes the changes of what a pass decides, or shows what they would cost. */
    @FunctionalInterface
    private interface Sink {
        Changes open(CarrierList carrier, SnapshotReader reader, ContactSnapshot snapshot);
    }

    private void sync(Mode mode, Sink sink) {
        book.tally().lookFor(mode.only());
        Destination destination = new Destination(book, mode.dry());
        List<Contribution> contributions = destination.contributions();
        if (contributions.isEmpty()) return;
        Lease lease = book.lease();
        readBack.exempt(destination.attributes().withOptions());
        Set<ContactKey> underWay = mode.dry() ? Set.of() : destination.settleEarlierImports();
        report().remarks(remarks);
        if (book.isShared()) book.tally().share(destination.shares());
        SnapshotReader reader = new SnapshotReader(
                book.brevo().contacts(), lease.hash(), book.settings().clock());
        ContactSnapshot snapshot = destination.snapshot(lease, reader, shared);
        Changes changes = sink.open(destination.carrier(), reader, snapshot);
        Mirrors mirrors = destination.mirrors();
        ContactSource source = new ContactSource(book, contributions);
        Reach reach = reach(contributions, mode);
        Planner planner = new Planner(
                source.mapper(),
                destination.attributes(),
                snapshot,
                lease,
                mirrors,
                contributions.stream().anyMatch(each -> each.reader().makesContacts()),
                underWay);
        prepare(planner, source, reach, mode);
        ReadingProgress progress = progress(lease, destination, mode);
        progress.restore(snapshot, mirrors, planner::meetAgain);
        progress.remark().ifPresent(this::remark);
        Reading rows = source.open(progress.position());
        Reading reading = mode.isRetry() ? new SomeRows(rows, mode.only()) : rows;
        reading.window().ifPresent(report()::events);
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
                                () -> departures(contributions, mirrors), () -> clear(clearings, planner, destination));
                    } catch (QuotaExhaustedException | RateLimitedException e) {
                        passage.pausedAt()
                                .ifPresent(position -> progress.save(
                                        position.again(planner.open()), snapshot, mirrors, planner.openContacts()));
                        throw e;
                    }
                    progress.clear();
                    source.remark(reading);
                    tellLeftBehind(planner);
                    if (reach == Reach.EVERYBODY) {
                        new GonePersons(lease.persons(), snapshot).remark().ifPresent(this::remark);
                    }
                }
                if (!mode.dry()) settleLetters(mode, progress.since());
            });
        } finally {
            changes.abandon();
            book.tally().undecided(planner.waiting());
        }
        contributions.forEach(Contribution::tellEnd);
        clearings.remarks().forEach(this::remark);
        if (!clearings.heldBack().isEmpty()) report().heldBack(clearings.heldBack());
        remarkNewLedger();
        book.tally().merged(reading.merged());
        book.tally().skipped(reading.withoutAddress(), "no address");
        book.count(
                reading.read() + clearings.cleared(),
                contributions.stream().map(Contribution::part).toList());
    }

    private void prepare(Planner planner, ContactSource source, Reach reach, Mode mode) {
        if (book.isByHand()) planner.sendWhole();
        if (book.settings().resend()) planner.resend();
        if (source.readsPersons()) planner.followPersons(reach, mode.dry());
        else if (!book.isByHand())
            planner.leaveOut(
                    SkippedContactsReader.read(book.sources(), book.lease().hash()));
    }

    private ReadingProgress progress(Lease lease, Destination destination, Mode mode) {
        if (mode.dry() || mode.isRetry()) return ReadingProgress.none(book.started());
        String what = destination.description() + (book.settings().resend() ? " resend" : "");
        long hash = lease.hash().field("reading", what);
        ReadingProgress progress = ReadingProgress.of(lease.readingNotes(), Long.toHexString(hash), book.started());
        // A plan is made of all persons.
        return mode.guard().followsPlan() ? progress.anew(book.started()) : progress;
    }

    private static List<ListDeparture> departures(List<Contribution> contributions, Mirrors mirrors) {
        return contributions.stream()
                .filter(Contribution::isOpen)
                .flatMap(each -> each.departures(mirrors).stream())
                .toList();
    }

    private static List<Decision> clear(Clearings clearings, Planner planner, Destination destination) {
        Contribution only = destination.contributions().get(0);
        return only.reader()
                .clearsOthers()
                .map(limits -> clearings.find(planner, only.attributes(destination.attributes()), limits))
                .orElse(List.of());
    }

    /** What concerns the whole pass is said in the report of its first job. */
    private SyncReportBuilder report() {
        return book.first().report();
    }

    private void remark(String text) {
        report().remarks(List.of(text));
    }

    /** What an earlier ledger knew is lost with it: its successor can tell that there was one by what Brevo holds. */
    private void remarkNewLedger() {
        long adopted = book.tally().adopted();
        if (!book.hasNewLedger() || adopted == 0) return;
        report().remarks(List.of("The ledger is new, and Brevo held " + adopted
                + " contacts already as this run would have filled them: the account was filled before. If the "
                + "ledger of those runs is still there, use it: a new one does not know which contacts were deleted "
                + "in Brevo, and which members of mirrored lists this library has added. A ledger in a container "
                + "needs a volume."));
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
        report().remarks(List.of("contacts left with an earlier address of their persons: "
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
}
