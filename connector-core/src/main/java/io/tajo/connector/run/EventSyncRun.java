package io.tajo.connector.run;

import io.tajo.brevo.attributes.AttributeType;
import io.tajo.connector.deliver.EarlierEvents;
import io.tajo.connector.deliver.EventDelivery;
import io.tajo.connector.deliver.Outcome;
import io.tajo.connector.deliver.UnconfirmedEvents;
import io.tajo.connector.destination.ContactSnapshot;
import io.tajo.connector.destination.SnapshotReader;
import io.tajo.connector.destination.TargetAttributes;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.ExportSync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.DeadLetter;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.connector.mapping.SourceEvent;
import io.tajo.connector.plan.Decision;
import io.tajo.connector.plan.EventCoverage;
import io.tajo.connector.plan.EventPlanner;
import io.tajo.connector.plan.PlannedEvent;
import io.tajo.connector.plan.SkippedContacts;
import io.tajo.connector.report.SyncPlan;
import io.tajo.connector.report.SyncReport;
import io.tajo.connector.source.EventReader;
import io.tajo.connector.source.ExportedEventRows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One run of a job that makes events, from the lease to the report. For one thread. */
final class EventSyncRun {
    /** As many as Brevo takes in one call. */
    private static final int BATCH = 200;

    /** How long it is remembered at least which events were sent. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final EventSync job;
    private final @Nullable ExportSync export;
    private final boolean dry;
    private final Set<String> only;
    private final RunContext context;
    private final SharedSnapshot shared;
    private long fingerprint;
    private long batches;
    private boolean looksUp;

    private EventSyncRun(RunSettings settings, SyncJob known, SharedSnapshot shared, boolean dry, Set<String> only) {
        this.shared = shared;
        this.export = known instanceof ExportSync file ? file : null;
        this.job = events(known);
        this.dry = dry;
        this.only = only;
        this.context = new RunContext(settings, List.of(known), DeadLetter.Kind.EVENT, dry);
    }

    /**
     * Returns whether a job makes events.
     *
     * @param job the job
     * @return whether it runs here, and not as a job that makes contacts
     */
    static boolean makesEvents(SyncJob job) {
        return job instanceof EventSync
                || (job instanceof ExportSync export && export.events().isPresent());
    }

    private static EventSync events(SyncJob known) {
        if (known instanceof EventSync job) return job;
        if (known instanceof ExportSync export && export.events().isPresent())
            return export.events().get();
        throw new IllegalArgumentException("the job " + known.name() + " makes no events");
    }

    static SyncReport run(RunSettings settings, SyncJob job, SharedSnapshot shared) {
        return run(settings, job, shared, Set.of());
    }

    /**
     * Runs a job for some of its events, by PostHog's uuids, or for all that are due if none is named.
     *
     * @param settings what it works with
     * @param job what it syncs
     * @param only the uuids
     * @return the report
     */
    static SyncReport retry(RunSettings settings, SyncJob job, Set<String> only) {
        return run(settings, job, SharedSnapshot.alone(), only);
    }

    private static SyncReport run(RunSettings settings, SyncJob job, SharedSnapshot shared, Set<String> only) {
        EventSyncRun run = new EventSyncRun(settings, job, shared, false, only);
        return run.context.run(() -> run.sync(run.context.lease())).only();
    }

    static SyncPlan preview(RunSettings settings, SyncJob job) {
        EventSyncRun run = new EventSyncRun(settings, job, SharedSnapshot.alone(), true, Set.of());
        SyncReport report = run.context.run(() -> run.sync(run.context.lease())).only();
        return SyncPlan.builder()
                .quotas(calls -> BrevoQuotas.hold(run.context.brevo(), calls))
                .events(report.counts().pending())
                .calls("Brevo event batches", run.batches)
                .calls("Brevo other", run.looksUp ? 1 : 0)
                .fingerprint(run.fingerprint)
                .build(report);
    }

    private void sync(Lease lease) {
        EventPlanner.validNames(job);
        TargetAttributes attributes = TargetAttributes.prepare(
                context.brevo().attributes(),
                attributes(job),
                context.settings().missingAttributes(),
                dry);
        context.first().report().createdAttributes(attributes.created());
        SnapshotReader snapshots = new SnapshotReader(
                context.brevo().contacts(), lease.hash(), context.settings().clock());
        ContactSnapshot snapshot = shared.read(snapshots, attributes, Set.of(), lease);
        // Of what is tried again it is known that it was not sent.
        EventCoverage coverage = isRetry() ? EventCoverage.none() : EventCoverage.of(lease.sharedNotes());
        SkippedContacts skipped =
                export == null ? SkippedContactsReader.read(context.sources(), lease.hash()) : SkippedContacts.none();
        EventPlanner planner = new EventPlanner(job, attributes, snapshot, lease, coverage, skipped);
        EventDelivery delivery = new EventDelivery(
                context.brevo().events(),
                lease.events(),
                context.statistics(),
                context.settings().clock());
        EventPipeline pipeline = new EventPipeline(lease, planner, delivery);
        context.statistics().lookFor(only);
        context.execute(() -> {
            if (dry) {
                looksUp = earlierEvents(lease).areUnknown();
            } else {
                settleDoubts(lease);
                earlierEvents(lease)
                        .adopt()
                        .ifPresent(remark -> context.first().report().remarks(List.of(remark)));
            }
            runAndClose(pipeline, open(lease, pipeline));
            if (isRetry())
                context.first().letters().clearDeadLetters(context.statistics().arrived());
        });
        context.count(pipeline.read, context.open());
    }

    /** Returns the attributes that go along with events. */
    static FieldUse attributes(EventSync job) {
        Map<String, AttributeType> writes = new LinkedHashMap<>();
        job.attributes().keySet().forEach(attribute -> writes.put(attribute, AttributeType.TEXT));
        return FieldUse.of(Set.of(), writes);
    }

    /** What an earlier run left without an answer is known before its events are met again. */
    private void settleDoubts(Lease lease) {
        RunSettings settings = context.settings();
        UnconfirmedEvents doubts = new UnconfirmedEvents(
                context.brevo().events(),
                lease,
                job,
                EventPlanner.validNames(job).values(),
                settings.clock(),
                settings.sleeper());
        doubts.settle().ifPresent(remark -> context.first().report().remarks(List.of(remark)));
    }

    private EarlierEvents earlierEvents(Lease lease) {
        return new EarlierEvents(
                context.brevo().events(),
                lease,
                EventPlanner.validNames(job).values(),
                context.settings().clock());
    }

    /** Events from a file keep it open, however the way through them ends. */
    private static void runAndClose(EventPipeline pipeline, Iterator<SourceEvent> events) {
        try {
            pipeline.run(events);
            if (events instanceof ExportedEventRows file) file.requireWhole();
        } finally {
            if (events instanceof ExportedEventRows file) file.close();
        }
    }

    private Iterator<SourceEvent> open(Lease lease, EventPipeline pipeline) {
        EventReader reader = new EventReader(context.sources(), job);
        if (export != null) return reader.read(export, pipeline::reject);
        if (isRetry()) return reader.read(only);
        if (movesTheMark()) anchor(lease, job, context.started());
        Instant from = begin(lease);
        if (movesTheMark()) EventCoverage.begin(lease.sharedNotes(), job.name(), from, Set.copyOf(job.events()));
        pipeline.from = from;
        context.first().report().events(new SyncReport.Window(from, context.started()));
        return reader.read(from, context.started());
    }

    /** A mark that lies ahead was made by a clock that was wrong: which events it has passed over is not known. */
    private Instant begin(Lease lease) {
        Instant earliest = context.started().minus(job.since());
        return lease.checkpoint()
                .map(Instant::parse)
                .filter(mark -> !mark.isAfter(context.started()))
                .map(mark -> mark.minus(job.overlap()))
                .orElse(earliest);
    }

    /**
     * Fixes where a job begins that has not run yet: without it each attempt at the first run would begin later than the
     * one before.
     */
    private static void anchor(Lease lease, EventSync job, Instant now) {
        if (lease.checkpoint().isPresent()) return;
        lease.checkpoint(now.minus(job.since()).plus(job.overlap()).toString());
    }

    /**
     * Fixes where a job begins that has not run yet, though it can't run now.
     *
     * @param settings what it works with
     * @param job the job
     */
    static void anchor(RunSettings settings, SyncJob job) {
        if (!(job instanceof EventSync events)) return;
        try (Lease lease = settings.ledger().lease(job.name())) {
            if (lease.checkpoint().isEmpty()) EarlierEvents.leaveToNextRun(lease);
            anchor(lease, events, settings.clock().instant());
        }
    }

    private boolean isRetry() {
        return !only.isEmpty();
    }

    /** A file is read as a whole each time, and single events wherever they are: neither moves the mark. */
    private boolean movesTheMark() {
        return export == null && !dry && !isRetry();
    }

    /** What is open must be met again, and is if the mark stays before it. */
    private boolean isSettled() {
        return context.statistics().pending() == 0;
    }

    /** The way of all events from the reading into the delivery. */
    private final class EventPipeline {
        private final Lease lease;
        private final EventPlanner planner;
        private final EventDelivery delivery;
        private Instant from = Instant.EPOCH;
        private long read;

        EventPipeline(Lease lease, EventPlanner planner, EventDelivery delivery) {
            this.lease = lease;
            this.planner = planner;
            this.delivery = delivery;
        }

        void run(Iterator<SourceEvent> events) {
            List<SourceEvent> chunk = new ArrayList<>();
            while (events.hasNext()) {
                Interruption.check();
                SourceEvent event = events.next();
                if (!isRetry() || only.contains(event.uuid())) chunk.add(event);
                if (chunk.size() == BATCH) pass(chunk);
            }
            pass(chunk);
            if (movesTheMark() && isSettled()) forget();
        }

        /** No run of this job reads them again; a backfill may. */
        private void forget() {
            Duration read = job.overlap().plus(job.since());
            Instant before = context.started().minus(read.compareTo(REMEMBERED) > 0 ? read : REMEMBERED);
            lease.events().forget(before);
            EventCoverage.note(lease.sharedNotes(), job.name(), from, before, Set.copyOf(job.events()));
        }

        /** A row that can't be read fails alone. */
        private void reject(String row, String reason) {
            if (isRetry() && !only.contains(row)) return;
            read++;
            context.statistics().count(new Decision.Rejected(row, reason));
        }

        private void pass(List<SourceEvent> chunk) {
            List<SourceEvent> events = List.copyOf(chunk);
            chunk.clear();
            if (events.isEmpty()) return;
            read += events.size();
            List<PlannedEvent> planned = new ArrayList<>();
            for (Decision decision : decide(events)) {
                context.statistics().count(decision);
                if (decision instanceof Decision.Event event) planned.add(event.event());
            }
            if (dry) {
                planned.forEach(this::note);
                if (!planned.isEmpty()) batches++;
            } else {
                delivery.send(planned);
                if (movesTheMark() && isSettled())
                    mark(events.get(events.size() - 1).takenIn());
            }
            context.tellRead(read);
        }

        private List<Decision> decide(List<SourceEvent> events) {
            try {
                return planner.decide(events);
            } catch (RuntimeException e) {
                context.statistics().undecided(events.size());
                throw e;
            }
        }

        private void note(PlannedEvent event) {
            context.statistics().settle(event.uuid(), new Outcome.Pending());
            // The sum does not depend on the order; as many other events have another one.
            fingerprint +=
                    lease.hash().field(event.uuid(), event.event().toMap().toString());
        }

        /**
         * Only moves the mark forward, and by PostHog's clock alone; an overlapping window also reads older events.
         */
        private void mark(Instant time) {
            boolean further = lease.checkpoint()
                    .map(Instant::parse)
                    .map(mark -> mark.isBefore(time) || mark.isAfter(context.started()))
                    .orElse(true);
            if (further) lease.checkpoint(time.toString());
        }
    }
}
