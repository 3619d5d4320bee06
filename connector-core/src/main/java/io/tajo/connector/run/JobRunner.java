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
import io.tajo.connector.report.PlanChangedException;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncPlan;
import io.tajo.connector.report.SyncReport;
import io.tajo.connector.report.SyncReportBuilder;
import io.tajo.connector.source.AttributeOwners;
import io.tajo.connector.source.MappingCheck;
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
public final class JobRunner {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

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
    public JobRunner(RunSettings settings) {
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
        return EventSyncRun.makesEvents(job)
                ? EventSyncRun.preview(settings, job)
                : SyncRun.preview(settings, job, unprovided(job));
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
        return EventSyncRun.makesEvents(job)
                ? EventSyncRun.run(settings, job, SharedSnapshot.alone())
                : SyncRun.run(
                                settings,
                                List.of(job),
                                SharedSnapshot.alone(),
                                RemovalGuard.planned(plan.removals()),
                                unprovided(job))
                        .only();
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
            List<Pass> ordered = turns.order(Pass.group(inOrder(jobs)));
            SyncReport report = new JobRunner(settings.on(new LedgerWithin(settings.ledger(), whole))).runHeld(ordered);
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

    private SyncReport runHeld(List<Pass> passes) {
        List<SyncJob> jobs =
                passes.stream().flatMap(pass -> pass.jobs().stream()).toList();
        List<String> open = new ArrayList<>(settings.remarks());
        open.addAll(MappingCheck.unprovided(settings.mapper(), jobs));
        SharedSnapshot shared = new SharedSnapshot(AttributeOwners.all(jobs, settings.mapper()));
        return runEach(passes, pass -> {
            if (pass.makesEvents()) return run(pass, shared, List.of());
            // What concerns all jobs is said once.
            List<String> remarks = List.copyOf(open);
            open.clear();
            return run(pass, shared, remarks);
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
        return run(Pass.of(job), SharedSnapshot.alone(), remarks).only();
    }

    private RunContext.Result run(Pass pass, SharedSnapshot shared, List<String> remarks) {
        if (pass.makesEvents()) return RunContext.Result.of(EventSyncRun.run(settings, pass.first(), shared));
        return SyncRun.run(settings, pass.jobs(), shared, RemovalGuard.applied(settings.confirmedRemovals()), remarks);
    }

    /**
     * Runs several jobs for some of their persons and events only.
     *
     * @param ids PostHog's ids of the persons or events of each job
     * @return one report over all
     */
    public SyncReport retryAll(Map<SyncJob, Set<String>> ids) {
        List<Pass> single = inOrder(ids.keySet()).stream().map(Pass::of).toList();
        return runEach(
                single, pass -> RunContext.Result.of(retry(pass.first(), ids.getOrDefault(pass.first(), Set.of()))));
    }

    private SyncReport retry(SyncJob job, Set<String> ids) {
        return EventSyncRun.makesEvents(job)
                ? EventSyncRun.retry(settings, job, ids)
                : SyncRun.retry(settings, job, ids);
    }

    private static List<SyncJob> inOrder(Collection<SyncJob> jobs) {
        List<SyncJob> ordered = new ArrayList<>(jobs);
        ordered.sort(Comparator.comparingInt(job -> ORDER.indexOf(job.getClass())));
        return ordered;
    }

    private SyncReport runEach(List<Pass> ordered, Function<Pass, RunContext.Result> run) {
        Instant started = settings.clock().instant();
        List<SyncReport> sums = new ArrayList<>();
        List<SyncReport> parts = new ArrayList<>();
        Optional<SyncReport> contactsLacking = Optional.empty();
        for (Pass pass : ordered) {
            RunContext.Result result;
            if (Interruption.isPending()) result = notRun(pass);
            else if (pass.makesEvents() && contactsLacking.isPresent()) {
                SyncReport contacts = contactsLacking.get();
                result = runOrReport(pass, held -> RunContext.Result.of(heldBack(held.first(), contacts)), true);
            } else result = runOrReport(pass, run, !parts.isEmpty());
            sums.add(result.sum());
            parts.addAll(result.parts());
            Optional<SyncReport> lacking = pass.contactsLacking(result.parts());
            if (lacking.isPresent()) contactsLacking = lacking;
        }
        return SyncReport.over(sums, parts, started, settings.clock().instant());
    }

    private RunContext.Result notRun(Pass pass) {
        Instant now = settings.clock().instant();
        return each(
                pass,
                job -> SyncReport.builder(job.name(), now)
                        .paused(now, "Not run: the run was interrupted before.")
                        .build());
    }

    /** No contact was changed: the sum of such reports is empty. */
    private static RunContext.Result each(Pass pass, Function<SyncJob, SyncReport> report) {
        List<SyncReport> parts = pass.jobs().stream().map(report).toList();
        return new RunContext.Result(parts.get(0), parts);
    }

    /** Events go to contacts that Brevo holds: those of contacts that are still to come would be passed over for good. */
    private SyncReport heldBack(SyncJob job, SyncReport contacts) {
        EventSyncRun.anchor(settings, job);
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
    private RunContext.Result runOrReport(Pass pass, Function<Pass, RunContext.Result> run, boolean othersRan) {
        Instant started = settings.clock().instant();
        try {
            return run.apply(pass);
        } catch (JobRunningException e) {
            return each(
                    pass,
                    job -> SyncReport.builder(job.name(), started)
                            .busy(String.valueOf(e.getMessage()))
                            .build());
        } catch (RuntimeException e) {
            if (e instanceof AuthenticationException && !othersRan) throw e;
            Masked masked = Masked.copyOf(e);
            if (!(e instanceof ClientException)) LOG.error("a run ended unexpectedly [jobs={}]", pass.names(), masked);
            return each(
                    pass,
                    job -> SyncReport.builder(job.name(), started)
                            .failed(String.valueOf(masked.getMessage()))
                            .build());
        }
    }
}
