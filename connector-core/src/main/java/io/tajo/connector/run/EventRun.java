package io.tajo.connector.run;

import io.tajo.brevo.attributes.AttributeType;
import io.tajo.connector.deliver.EventDelivery;
import io.tajo.connector.deliver.Outcome;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.ExportSync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.mapping.SourceEvent;
import io.tajo.connector.plan.Consent;
import io.tajo.connector.plan.ConsentReader;
import io.tajo.connector.plan.Decision;
import io.tajo.connector.plan.EventPlanner;
import io.tajo.connector.plan.PlannedEvent;
import io.tajo.connector.plan.TargetAttributes;
import io.tajo.connector.read.EventReader;
import io.tajo.connector.report.SyncPlan;
import io.tajo.connector.report.SyncReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of a job that makes events, from the lease to the report. For one thread. */
public final class EventRun {
    /** As many as Brevo takes in one call. */
    private static final int BATCH = 200;

    private final EventSync job;
    private final @Nullable ExportSync export;
    private final RunBook book;

    private EventRun(RunSettings settings, SyncJob known, EventSync job, @Nullable ExportSync export) {
        this.job = job;
        this.export = export;
        this.book = new RunBook(settings, known);
    }

    /**
     * Prepares a run over PostHog's events.
     *
     * @param settings what it works with
     * @param job what it syncs
     * @return the run
     */
    public static EventRun of(RunSettings settings, EventSync job) {
        return new EventRun(settings, job, job, null);
    }

    /**
     * Prepares a run over the events of a file.
     *
     * @param settings what it works with
     * @param export the file
     * @param job which events of it
     * @return the run
     */
    public static EventRun of(RunSettings settings, ExportSync export, EventSync job) {
        return new EventRun(settings, export, job, export);
    }

    /**
     * Runs the job.
     *
     * @return the report
     */
    public SyncReport run() {
        return book.run(lease -> sync(lease, false));
    }

    /**
     * Reads and plans, and writes nothing.
     *
     * @return what would be written
     */
    public SyncPlan preview() {
        SyncReport report = book.run(lease -> sync(lease, true));
        long events = report.counts().pending();
        return SyncPlan.builder()
                .calls((events + BATCH - 1) / BATCH, 0)
                .fingerprint(events)
                .build(report);
    }

    private void sync(Lease lease, boolean dry) {
        book.requireMemory("remembers which events it has sent");
        Map<String, AttributeType> writes = new LinkedHashMap<>();
        job.attributes().keySet().forEach(attribute -> writes.put(attribute, AttributeType.TEXT));
        EventPlanner.validNames(job);
        TargetAttributes attributes = TargetAttributes.prepare(
                book.brevo().attributes(), writes, book.settings().missingAttributes(), dry);
        book.report().createdAttributes(attributes.created());
        Consent consent = new ConsentReader(book.brevo().contacts()).read(lease.hash(), attributes);
        EventPlanner planner = new EventPlanner(job, attributes, consent, lease);
        EventDelivery delivery = new EventDelivery(book.brevo().events(), lease.events(), book.tally());
        Way way = new Way(lease, planner, delivery, dry);
        book.carry(() -> way.go(open(lease)), dry);
        book.tally().writeTo(way.read, book.report());
    }

    private Iterator<SourceEvent> open(Lease lease) {
        EventReader reader = new EventReader(book.sources(), job);
        if (export != null) return reader.read(export);
        Instant from = lease.checkpoint()
                .map(mark -> Instant.parse(mark).minus(job.overlap()))
                .orElse(book.started().minus(job.since()));
        book.report().events(new SyncReport.Window(from, book.started()));
        return reader.read(from, book.started());
    }

    /** The way of all events from the reading into the delivery. */
    private final class Way {
        private final Lease lease;
        private final EventPlanner planner;
        private final EventDelivery delivery;
        private final boolean dry;
        private long read;

        Way(Lease lease, EventPlanner planner, EventDelivery delivery, boolean dry) {
            this.lease = lease;
            this.planner = planner;
            this.delivery = delivery;
            this.dry = dry;
        }

        void go(Iterator<SourceEvent> events) {
            List<SourceEvent> chunk = new ArrayList<>();
            while (events.hasNext()) {
                chunk.add(events.next());
                if (chunk.size() == BATCH) pass(chunk);
            }
            pass(chunk);
            if (export == null && !dry) {
                mark(book.started());
                lease.events().forget(book.started().minus(job.overlap()).minus(job.since()));
            }
        }

        private void pass(List<SourceEvent> chunk) {
            List<SourceEvent> events = List.copyOf(chunk);
            chunk.clear();
            if (events.isEmpty()) return;
            read += events.size();
            List<PlannedEvent> planned = new ArrayList<>();
            for (Decision decision : planner.decide(events)) {
                book.tally().count(decision);
                if (decision instanceof Decision.Event event) planned.add(event.event());
            }
            if (dry) {
                planned.forEach(event -> book.tally().settle(event.uuid(), new Outcome.Pending()));
            } else {
                delivery.send(planned);
                if (export == null) mark(events.get(events.size() - 1).timestamp());
            }
            book.settings().listener().read(read);
            book.settings().listener().planned(book.tally().planned());
        }

        /** Never back: an overlap reads what lies behind the mark. */
        private void mark(Instant time) {
            boolean further = lease.checkpoint()
                    .map(mark -> Instant.parse(mark).isBefore(time))
                    .orElse(true);
            if (further) lease.checkpoint(time.toString());
        }
    }
}
