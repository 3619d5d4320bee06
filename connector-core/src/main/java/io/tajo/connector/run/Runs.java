package io.tajo.connector.run;

import io.tajo.client.AuthenticationException;
import io.tajo.client.ClientException;
import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.ExportSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.FunnelSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.QuerySync;
import io.tajo.connector.job.ReplaySync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.JobRunningException;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.plan.Masked;
import io.tajo.connector.plan.RemovalGuard;
import io.tajo.connector.read.AttributeOwners;
import io.tajo.connector.read.MappingCheck;
import io.tajo.connector.report.PlanChangedException;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncPlan;
import io.tajo.connector.report.SyncReport;
import io.tajo.connector.report.SyncReportBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts runs: of one job, of one job as it was previewed, or of several. Safe for any thread. */
public final class Runs {
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    /** Contacts first, then what is known of them, then their events, which go to contacts only. */
    private static final List<Class<? extends SyncJob>> ORDER = List.of(
            ExportSync.class,
            PersonSync.class,
            CohortSync.class,
            FlagSync.class,
            FunnelSync.class,
            ReplaySync.class,
            QuerySync.class,
            EventSync.class);

    private final RunSettings settings;

    /**
     * Creates a starter.
     *
     * @param settings what every run works with
     */
    public Runs(RunSettings settings) {
        this.settings = settings;
    }

    /**
     * Runs a job.
     *
     * @param job the job
     * @return the report
     */
    public SyncReport run(SyncJob job) {
        return run(job, unprovided(job));
    }

    /**
     * Plans a job.
     *
     * @param job the job
     * @return what it would write
     */
    public SyncPlan preview(SyncJob job) {
        return EventRun.makesEvents(job)
                ? EventRun.preview(settings, job)
                : JobRun.preview(settings, job, unprovided(job));
    }

    /**
     * Runs a job if it would still do what its plan said.
     *
     * @param job the job
     * @param plan its plan
     * @return the report
     * @throws PlanChangedException if it would do something else
     */
    public SyncReport run(SyncJob job, SyncPlan plan) {
        if (!preview(job).fingerprint().equals(plan.fingerprint())) throw new PlanChangedException(job.name());
        return EventRun.makesEvents(job)
                ? EventRun.run(settings, job)
                : JobRun.run(settings, job, RemovalGuard.planned(plan.removals()), unprovided(job));
    }

    /**
     * Runs several jobs, each after those that it profits from. A job that cannot go on does not keep the others from
     * running, unless the credentials are wrong.
     *
     * @param jobs the jobs
     * @return one report over all
     */
    public SyncReport runAll(List<SyncJob> jobs) {
        AttributeOwners.check(jobs, settings.mapper());
        Instant started = settings.clock().instant();
        try (Lease whole = settings.ledger().lease(nameOf(jobs))) {
            Turns turns = new Turns(whole.notes());
            List<SyncJob> ordered = turns.order(inOrder(jobs));
            SyncReport report = new Runs(settings.on(new LedgerWithin(settings.ledger(), whole))).runHeld(ordered);
            turns.end(report);
            return report;
        } catch (JobRunningException e) {
            return SyncReport.builder("all", started)
                    .busy(String.valueOf(e.getMessage()))
                    .build();
        }
    }

    /** Instances with the same jobs take turns; others may run beside them, but for the jobs that they share. */
    private static String nameOf(List<SyncJob> jobs) {
        return jobs.stream().map(SyncJob::name).sorted().collect(Collectors.joining(", ", "all: ", ""));
    }

    private SyncReport runHeld(List<SyncJob> jobs) {
        List<String> open = new ArrayList<>(settings.remarks());
        open.addAll(MappingCheck.unprovided(settings.mapper(), jobs));
        return runEach(jobs, job -> {
            if (EventRun.makesEvents(job)) return run(job, List.of());
            // What concerns all jobs is said once.
            List<String> remarks = List.copyOf(open);
            open.clear();
            return run(job, remarks);
        });
    }

    /**
     * Runs nothing.
     *
     * @param why why, for the report
     * @return a report without parts
     */
    public SyncReport none(String why) {
        return SyncReport.builder("all", settings.clock().instant())
                .remarks(List.of(why))
                .build();
    }

    private List<String> unprovided(SyncJob job) {
        return MappingCheck.unprovided(settings.mapper(), List.of(job));
    }

    private SyncReport run(SyncJob job, List<String> remarks) {
        return EventRun.makesEvents(job)
                ? EventRun.run(settings, job)
                : JobRun.run(settings, job, RemovalGuard.applied(settings.confirmedRemovals()), remarks);
    }

    /**
     * Runs several jobs for some of their persons and events only.
     *
     * @param ids PostHog's ids of the persons or events of each job
     * @return one report over all
     */
    public SyncReport retryAll(Map<SyncJob, Set<String>> ids) {
        return runEach(inOrder(ids.keySet()), job -> retry(job, ids.getOrDefault(job, Set.of())));
    }

    private SyncReport retry(SyncJob job, Set<String> ids) {
        return EventRun.makesEvents(job) ? EventRun.retry(settings, job, ids) : JobRun.retry(settings, job, ids);
    }

    private static List<SyncJob> inOrder(Collection<SyncJob> jobs) {
        List<SyncJob> ordered = new ArrayList<>(jobs);
        ordered.sort(Comparator.comparingInt(job -> ORDER.indexOf(job.getClass())));
        return ordered;
    }

    private SyncReport runEach(List<SyncJob> ordered, Function<SyncJob, SyncReport> run) {
        Instant started = settings.clock().instant();
        List<SyncReport> reports = new ArrayList<>();
        Optional<SyncReport> contactsLacking = Optional.empty();
        for (SyncJob job : ordered) {
            boolean events = EventRun.makesEvents(job);
            SyncReport report;
            if (Interruption.isPending()) report = notRun(job);
            else if (events && contactsLacking.isPresent()) {
                SyncReport contacts = contactsLacking.get();
                report = runOrReport(job, held -> heldBack(held, contacts), true);
            } else report = runOrReport(job, run, !reports.isEmpty());
            reports.add(report);
            boolean complete = report.outcome() == SyncOutcome.FINISHED || report.outcome() == SyncOutcome.HELD_BACK;
            if (Turns.makesContacts(job) && !complete) contactsLacking = Optional.of(report);
        }
        return SyncReport.over(reports, started, settings.clock().instant());
    }

    private SyncReport notRun(SyncJob job) {
        Instant now = settings.clock().instant();
        return SyncReport.builder(job.name(), now)
                .paused(now, "Not run: the run was interrupted before.")
                .build();
    }

    /** Events go to contacts that Brevo holds: those of contacts that are still to come would be passed over for good. */
    private SyncReport heldBack(SyncJob job, SyncReport contacts) {
        EventRun.anchor(settings, job);
        SyncReportBuilder report =
                SyncReport.builder(job.name(), settings.clock().instant());
        String why =
                "Not run: the job \"" + contacts.job() + "\" did not come to its end, and events go only to contacts "
                        + "that Brevo holds. The next run sends them.";
        if (contacts.outcome() == SyncOutcome.BUSY) return report.busy(why).build();
        return contacts.resumeAt()
                .map(until -> report.paused(until, why))
                .orElseGet(() -> report.failed(why))
                .build();
    }

    /** Whatever ends a job, the reports of those before it are kept: only wrong credentials of the first are thrown. */
    private SyncReport runOrReport(SyncJob job, Function<SyncJob, SyncReport> run, boolean othersRan) {
        Instant started = settings.clock().instant();
        try {
            return run.apply(job);
        } catch (JobRunningException e) {
            return SyncReport.builder(job.name(), started)
                    .busy(String.valueOf(e.getMessage()))
                    .build();
        } catch (RuntimeException e) {
            if (e instanceof AuthenticationException && !othersRan) throw e;
            Masked masked = Masked.copyOf(e);
            if (!(e instanceof ClientException)) LOG.error("a job ended unexpectedly [job={}]", job.name(), masked);
            return SyncReport.builder(job.name(), started)
                    .failed(String.valueOf(masked.getMessage()))
                    .build();
        }
    }
}
