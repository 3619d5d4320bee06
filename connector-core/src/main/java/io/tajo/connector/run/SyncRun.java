package io.tajo.connector.run;

import io.tajo.brevo.BrevoClient;
import io.tajo.brevo.contacts.ContactQuery;
import io.tajo.client.QuotaExhaustedException;
import io.tajo.client.RateLimitedException;
import io.tajo.connector.deliver.Delivery;
import io.tajo.connector.deliver.PreviewSink;
import io.tajo.connector.deliver.ReadBack;
import io.tajo.connector.destination.CarrierList;
import io.tajo.connector.destination.ContactSnapshot;
import io.tajo.connector.destination.SnapshotReader;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.DeadLetter;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.plan.ChangeSink;
import io.tajo.connector.plan.Clearings;
import io.tajo.connector.plan.Decision;
import io.tajo.connector.plan.GonePersons;
import io.tajo.connector.plan.ListRemoval;
import io.tajo.connector.plan.MirrorTracker;
import io.tajo.connector.plan.Planner;
import io.tajo.connector.plan.ReadScope;
import io.tajo.connector.plan.RemovalGuard;
import io.tajo.connector.report.SyncPlan;
import io.tajo.connector.report.SyncReport;
import io.tajo.connector.report.SyncReportBuilder;
import io.tajo.connector.source.FilteredRows;
import io.tajo.connector.source.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * One run of jobs that make contacts: of one, or of several that are read together, so that each contact is planned and sent once. For
 * one thread.
 */
final class SyncRun {
    private final RunContext context;
    private final ReadBack readBack;
    private final List<String> remarks;
    private final SharedSnapshot shared;

    private SyncRun(
            RunSettings settings, List<SyncJob> jobs, SharedSnapshot shared, boolean dry, List<String> remarks) {
        this.shared = shared;
        this.remarks = remarks;
        this.context = new RunContext(settings, jobs, DeadLetter.Kind.PERSON, dry);
        // What is written by hand is written by upsert, at the cost of a call or two.
        int sample = context.isByHand() ? 0 : settings.verifySample();
        this.readBack = new ReadBack(context.brevo().contacts(), sample, settings.clock());
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
    static RunContext.Result run(
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

    private static RunContext.Result run(
            RunSettings settings, List<SyncJob> jobs, SharedSnapshot shared, Mode mode, List<String> remarks) {
        SyncRun run = new SyncRun(settings, jobs, shared, false, remarks);
        RunContext context = run.context;
        return context.run(() -> run.sync(
                mode,
                (carrier, reader, snapshot) -> new Delivery(
                        context.brevo(),
                        context.lease(),
                        context.statistics(),
                        run.readBack,
                        carrier,
                        reader,
                        snapshot)));
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
        SyncRun run = new SyncRun(settings, List.of(job), SharedSnapshot.alone(), true, remarks);
        BrevoClient brevo = run.context.brevo();
        SyncPlan.Builder plan = SyncPlan.builder().quotas(calls -> BrevoQuotas.hold(brevo, calls));
        SyncReport report = run.context
                .run(() -> run.sync(
                        new Mode(true, RemovalGuard.shown(), Set.of()),
                        (carrier, reader, snapshot) -> new PreviewSink(
                                brevo,
                                plan,
                                run.context.statistics(),
                                carrier,
                                run.context.isByHand() ? 0 : settings.verifySample())))
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
        ChangeSink open(CarrierList carrier, SnapshotReader reader, ContactSnapshot snapshot);
    }

    private void sync(Mode mode, Sink sink) {
        context.statistics().lookFor(mode.only());
        Destination destination = new Destination(context, mode.dry());
        List<Contribution> contributions = destination.contributions();
        if (contributions.isEmpty()) return;
        Lease lease = context.lease();
        readBack.exempt(destination.attributes().withOptions());
        Set<ContactKey> underWay = mode.dry() ? Set.of() : destination.settleEarlierImports();
        report().remarks(remarks);
        if (context.isShared()) context.statistics().share(destination.shares());
        SnapshotReader reader = new SnapshotReader(
                context.brevo().contacts(), lease.hash(), context.settings().clock());
        ContactSnapshot snapshot = destination.snapshot(lease, reader, shared);
        ChangeSink changes = sink.open(destination.carrier(), reader, snapshot);
        MirrorTracker mirrors = destination.mirrors();
        ContactSource source = new ContactSource(context, contributions);
        ReadScope reach = reach(contributions, mode);
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
        Reading reading = mode.isRetry() ? new FilteredRows(rows, mode.only()) : rows;
        reading.window().ifPresent(report()::events);
        Clearings clearings =
                new Clearings(() -> context.brevo().contacts().list(ContactQuery.all()), lease, mode.guard(), snapshot);
        contributions.forEach(each -> each.lookForDepartures(context.brevo(), mode.guard(), snapshot));
        ContactPipeline pipeline =
                new ContactPipeline(reading, planner, changes, context.statistics(), source::endFailedJobs);
        try (reading) {
            context.execute(() -> {
                if (mode.isRetry()) {
                    pipeline.runSome();
                } else {
                    try {
                        pipeline.run(
                                () -> departures(contributions, mirrors), () -> clear(clearings, planner, destination));
                    } catch (QuotaExhaustedException | RateLimitedException e) {
                        pipeline.pausedAt()
                                .ifPresent(position -> progress.save(
                                        position.again(planner.open()), snapshot, mirrors, planner.openContacts()));
                        throw e;
                    }
                    progress.clear();
                    source.remark(reading);
                    tellLeftBehind(planner);
                    if (reach == ReadScope.EVERYBODY) {
                        new GonePersons(lease.persons(), snapshot).remark().ifPresent(this::remark);
                    }
                }
                if (!mode.dry()) settleLetters(mode, progress.since());
            });
        } finally {
            changes.abandon();
            context.statistics().undecided(planner.waiting());
        }
        contributions.forEach(Contribution::tellEnd);
        clearings.remarks().forEach(this::remark);
        if (!clearings.heldBack().isEmpty()) report().heldBack(clearings.heldBack());
        remarkNewLedger();
        context.statistics().merged(reading.merged());
        context.statistics().skipped(reading.withoutAddress(), "no address");
        context.count(
                reading.read() + clearings.cleared(),
                contributions.stream().map(Contribution::part).toList());
    }

    private void prepare(Planner planner, ContactSource source, ReadScope reach, Mode mode) {
        if (context.isByHand()) planner.sendWhole();
        if (context.settings().resend()) planner.resend();
        if (source.readsPersons()) planner.followPersons(reach, mode.dry());
        else if (!context.isByHand())
            planner.omit(SkippedContactsReader.read(
                    context.sources(), context.lease().hash()));
    }

    private ReadingProgress progress(Lease lease, Destination destination, Mode mode) {
        if (mode.dry() || mode.isRetry()) return ReadingProgress.none(context.started());
        String what = destination.description() + (context.settings().resend() ? " resend" : "");
        long hash = lease.hash().field("reading", what);
        ReadingProgress progress = ReadingProgress.of(lease.readingNotes(), Long.toHexString(hash), context.started());
        // A plan is made of all persons.
        return mode.guard().followsPlan() ? progress.anew(context.started()) : progress;
    }

    private static List<ListRemoval> departures(List<Contribution> contributions, MirrorTracker mirrors) {
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
        return context.first().report();
    }

    private void remark(String text) {
        report().remarks(List.of(text));
    }

    /** What an earlier ledger knew is lost with it: its successor can tell that there was one by what Brevo holds. */
    private void remarkNewLedger() {
        long adopted = context.statistics().adopted();
        if (!context.hasNewLedger() || adopted == 0) return;
        report().remarks(List.of("The ledger is new, and Brevo held " + adopted
                + " contacts already as this run would have filled them: the account was filled before. If the "
                + "ledger of those runs is still there, use it: a new one does not know which contacts were deleted "
                + "in Brevo, and which members of mirrored lists this library has added. A ledger in a container "
                + "needs a volume."));
    }

    private static ReadScope reach(List<Contribution> contributions, Mode mode) {
        if (mode.isRetry()) return ReadScope.LETTERS;
        boolean everybody =
                contributions.stream().anyMatch(each -> each.reader().readsEverybody());
        return everybody ? ReadScope.EVERYBODY : ReadScope.SOME;
    }

    private void tellLeftBehind(Planner planner) {
        List<String> persons = planner.leftBehind();
        if (persons.isEmpty()) return;
        persons.forEach(context.first().progress()::addressChanged);
        report().remarks(List.of("contacts left with an earlier address of their persons: "
                + (planner.areMoreLeftBehind() ? "at least " : "") + persons.size()
                + ". Rename or delete them in Brevo. A mapping of person_id to EXT_ID lets the connector rename "
                + "contacts that are not blocklisted, unless the new address is a contact already."));
    }

    /** Only a run that has met every person knows which of them there is nothing more to complain of. */
    private void settleLetters(Mode mode, Instant since) {
        for (JobPart part : context.open()) {
            if (mode.isRetry())
                part.letters().clearDeadLetters(part.statistics().arrived());
            else part.letters().clearOthers(since);
        }
    }
}
