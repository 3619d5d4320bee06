package io.tajo.connector.run;

import io.tajo.brevo.BrevoClient;
import io.tajo.client.ClientException;
import io.tajo.client.DecodingException;
import io.tajo.client.PaymentRequiredException;
import io.tajo.client.QuotaExhaustedException;
import io.tajo.client.RateLimitedException;
import io.tajo.client.ServerException;
import io.tajo.client.TooEarlyException;
import io.tajo.client.TransportException;
import io.tajo.connector.deliver.RunProgress;
import io.tajo.connector.deliver.RunProgress.ListenerFailedException;
import io.tajo.connector.deliver.RunStatistics;
import io.tajo.connector.job.ContactSync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.DeadLetter;
import io.tajo.connector.ledger.JobRunningException;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.ledger.LedgerException;
import io.tajo.connector.mapping.ComputedField.Scope;
import io.tajo.connector.plan.MappingFailedException;
import io.tajo.connector.plan.Masked;
import io.tajo.connector.report.SyncListener;
import io.tajo.connector.report.SyncReport;
import io.tajo.connector.report.SyncReportBuilder;
import io.tajo.connector.source.JobReaders;
import io.tajo.connector.source.ReadContext;
import io.tajo.posthog.PostHogClient;
import io.tajo.posthog.query.QueryFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a job, or of several that are read together: their leases, the clients that count their calls, and the reports. For
 * one thread.
 */
final class RunContext {
    private static final Logger LOG = LoggerFactory.getLogger(RunContext.class);

    /** A throttled server that names no time is asked again after a minute: its shortest window has passed by then. */
    private static final Duration UNNAMED_WAIT = Duration.ofMinutes(1);

    /** An import that takes longer than a run waits is worth another look after some minutes. */
    private static final Duration STILL_UNDER_WAY = Duration.ofMinutes(5);

    private final RunSettings settings;
    private final boolean dry;
    private final CallCounter calls;
    private final PostHogClient postHog;
    private final BrevoClient brevo;
    private final DeadLetter.Kind rows;
    private final Instant started;
    private final List<JobPart> parts;
    private final RunStatistics statistics;
    private final Set<Scope> provided;
    private boolean newLedger;
    private long rowsRead;
    private boolean isCounted;

    /**
     * Opens the book of a run.
     *
     * @param settings what it works with
     * @param jobs what it syncs, at once
     * @param rows what the jobs make
     * @param dry whether nothing is delivered, so that the listener is not told of deliveries
     */
    RunContext(RunSettings settings, List<SyncJob> jobs, DeadLetter.Kind rows, boolean dry) {
        this.dry = dry;
        this.settings = settings;
        this.rows = rows;
        this.started = settings.clock().instant();
        this.parts = jobs.stream()
                .map(job -> new JobPart(settings, job, started, dry))
                .toList();
        this.calls =
                new CallCounter(until -> parts.forEach(part -> part.progress().waiting(until)));
        this.postHog = settings.postHog().withListener(calls);
        this.brevo = settings.brevo().withListener(calls);
        this.statistics = parts.size() == 1 ? parts.get(0).statistics() : sum(jobs.get(0));
        this.provided = EnumSet.noneOf(Scope.class);
        jobs.forEach(job -> provided.addAll(JobReaders.provides(job)));
    }

    /** Each job tells its listener and keeps its dead letters itself. */
    private RunStatistics sum(SyncJob first) {
        return new RunStatistics(new RunProgress(SyncListener.none(), first, true), (person, reason) -> {});
    }

    /**
     * What a run did.
     *
     * @param sum the numbers of all jobs, each contact counted once
     * @param parts the report of each job
     */
    record Result(SyncReport sum, List<SyncReport> parts) {
        /** Returns the result of one job alone. */
        static Result of(SyncReport only) {
            return new Result(only, List.of(only));
        }

        /** Returns the report of the only job. */
        SyncReport only() {
            return parts.get(0);
        }
    }

    Result run(Runnable body) {
        try {
            hold(body);
        } catch (RuntimeException e) {
            String why = Masked.addresses(String.valueOf(e.getMessage()));
            parts.forEach(part -> part.report().failed(why));
            finish();
            throw e;
        }
        return finish();
    }

    /** A listener that fails ends all jobs of the run. */
    private Result finish() {
        List<SyncReport> reports = new ArrayList<>();
        for (JobPart part : parts) {
            part.progress().failure().ifPresent(part.report()::failed);
            part.progress().finished(close(part.report()));
            part.progress().failure().ifPresent(part.report()::failed);
            reports.add(close(part.report()));
        }
        if (reports.size() == 1) return new Result(reports.get(0), reports);
        SyncReportBuilder sum = SyncReport.builder("all", started);
        // A run that ended unexpectedly has no numbers that add up.
        if (isCounted) statistics.writeTo(rowsRead, sum);
        return new Result(close(sum.calls(calls.counts())), reports);
    }

    /** The calls of several jobs at once are those of their sum. */
    private SyncReport close(SyncReportBuilder report) {
        if (parts.size() == 1) report.calls(calls.counts());
        return report.duration(Duration.between(started, settings.clock().instant()))
                .build();
    }

    private void hold(Runnable body) {
        try (Leases leases = new Leases()) {
            for (JobPart part : parts) hold(part, leases);
            if (open().isEmpty()) return;
            calls.watch(lease());
            tell(body);
        } catch (QuotaExhaustedException | RateLimitedException e) {
            pause(e);
        } catch (PaymentRequiredException e) {
            failOpen(e.getMessage());
        } catch (ListenerFailedException e) {
            endWithListener(e);
        } catch (ClientException e) {
            if (!isInterrupted()) throw e;
            pauseForInterrupt();
        }
    }

    private void hold(JobPart part, Leases leases) {
        try {
            part.begin(leases.take(settings.ledger(), leaseName(part.job())), settings, rows, dry);
        } catch (JobRunningException e) {
            if (!isShared()) throw e;
            part.busy(String.valueOf(e.getMessage()));
        } catch (LedgerException e) {
            if (!isShared()) throw e;
            part.fail(String.valueOf(e.getMessage()));
        }
    }

    /** A contact by hand costs two calls: it does not bind a ledger, and is checked where the ledger is bound. */
    private boolean bind() {
        LedgerBinding binding = new LedgerBinding(settings, brevo, lease());
        if (!isByHand()) return binding.check(!dry);
        return binding.isBound() && binding.check(false);
    }

    /** What did not arrive is on record, however the story ends. */
    private void tell(Runnable body) {
        try {
            newLedger = bind();
            body.run();
        } catch (RuntimeException e) {
            flushAfter(e);
            throw e;
        }
        parts.forEach(JobPart::flush);
    }

    private void flushAfter(RuntimeException problem) {
        try {
            if (!(problem instanceof LedgerException)) parts.forEach(JobPart::flush);
        } catch (LedgerException e) {
            problem.addSuppressed(e);
        }
    }

    /** Goes through the part of a run that a service's failure may end early. */
    void execute(Runnable step) {
        try {
            step.run();
            if (!dry) open().forEach(this::pauseIfPending);
        } catch (QuotaExhaustedException | RateLimitedException e) {
            pause(e);
        } catch (MappingFailedException e) {
            LOG.error(
                    "the mapping fails for every person [job={}]", first().job().name(), e.getCause());
            failOpen(String.valueOf(e.getMessage()));
        } catch (ListenerFailedException e) {
            endWithListener(e);
        } catch (ClientException e) {
            if (isInterrupted()) {
                pauseForInterrupt();
                return;
            }
            // Before the first row the caller must act; after it, what was done counts and is told.
            if (statistics.isEmpty() && !isPassing(e)) throw e;
            failOpen(e.getMessage() + nextRun(e));
        }
    }

    private void pauseIfPending(JobPart part) {
        long pending = part.statistics().pending();
        if (pending == 0) return;
        part.report()
                .paused(
                        settings.clock().instant().plus(STILL_UNDER_WAY),
                        "Brevo has not said yet what became of " + pending + " changes. The next run finds out.");
    }

    private void failOpen(@Nullable String why) {
        open().forEach(part -> part.report().failed(String.valueOf(why)));
    }

    private void endWithListener(ListenerFailedException e) {
        LOG.debug("the run ends with its listener [job={}]", first().job().name());
        failOpen(e.getMessage());
    }

    private void pauseForInterrupt() {
        open().forEach(part -> part.report().paused(settings.clock().instant(), Interruption.REASON));
    }

    /** A run that only looks has nothing to tell of what was done: its caller gets the interruption. */
    private boolean isInterrupted() {
        return !dry && Interruption.isPending();
    }

    /** Whether another run may do better without anybody's doing. */
    private static boolean isPassing(ClientException e) {
        return e instanceof ServerException
                || e instanceof TooEarlyException
                || e instanceof TransportException
                || e instanceof DecodingException
                || e instanceof QueryFailedException;
    }

    ReadContext sources() {
        return new ReadContext(postHog, settings.mapper(), started, settings.sleeper(), provided);
    }

    /** What a job that has failed provides is not known any more, unless another one provides it too. */
    void fail(JobPart part, RuntimeException problem) {
        part.fail(Masked.addresses(String.valueOf(problem.getMessage()))
                + (problem instanceof ClientException e ? nextRun(e) : ""));
        provided.clear();
        open().forEach(other -> provided.addAll(JobReaders.provides(other.job())));
    }

    /** Contacts by hand may be written from several threads at once. */
    private static String leaseName(SyncJob job) {
        return job instanceof ContactSync ? job.name() + " " + UUID.randomUUID() : job.name();
    }

    /** Returns the part of the only job. */
    JobPart first() {
        return parts.get(0);
    }

    /** Returns the parts that have not ended. */
    List<JobPart> open() {
        return parts.stream().filter(JobPart::isOpen).toList();
    }

    /** Returns the lease that changes are recorded under: that of the first job that is held. */
    Lease lease() {
        return open().get(0).lease();
    }

    /** Returns whether a caller writes one contact by hand. */
    boolean isByHand() {
        return first().job() instanceof ContactSync;
    }

    boolean isShared() {
        return parts.size() > 1;
    }

    /** Writes the numbers of jobs into their reports. */
    void count(long read, List<JobPart> counted) {
        rowsRead = read;
        isCounted = true;
        for (JobPart part : counted) part.statistics().writeTo(read, part.report());
    }

    /** Tells how far each job has come, and ends the run if a listener has thrown. */
    void tellRead(long read) {
        for (JobPart part : open()) {
            part.progress().read(read);
            part.progress().planned(part.statistics().planned());
        }
        for (JobPart part : open()) part.progress().check();
    }

    BrevoClient brevo() {
        return brevo;
    }

    /** Returns whether the ledger had met no account before this run, and knew no contact. */
    boolean hasNewLedger() {
        return newLedger;
    }

    RunStatistics statistics() {
        return statistics;
    }

    RunSettings settings() {
        return settings;
    }

    Instant started() {
        return started;
    }

    private void pause(ClientException e) {
        Instant until = e instanceof QuotaExhaustedException exhausted
                ? exhausted.resumeAt()
                : settings.clock().instant().plus(namedWait(e));
        open().forEach(part -> part.report().paused(until, String.valueOf(e.getMessage())));
    }

    private static Duration namedWait(ClientException e) {
        return e instanceof RateLimitedException limited ? limited.retryAfter().orElse(UNNAMED_WAIT) : UNNAMED_WAIT;
    }

    private static String nextRun(ClientException e) {
        return e instanceof DecodingException || !isPassing(e) ? "" : " The next run goes on from here.";
    }
}
