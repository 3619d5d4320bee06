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
import io.tajo.connector.deliver.Tally;
import io.tajo.connector.job.ContactSync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.DeadLetter;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.ledger.LedgerException;
import io.tajo.connector.plan.MappingFailedException;
import io.tajo.connector.plan.Masked;
import io.tajo.connector.read.Sources;
import io.tajo.connector.report.SyncReport;
import io.tajo.connector.report.SyncReportBuilder;
import io.tajo.posthog.PostHogClient;
import io.tajo.posthog.query.QueryFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a job, whatever its kind: its lease, its clients that count their calls, and its report. For one thread. */
final class RunBook {
    private static final Logger LOG = LoggerFactory.getLogger(RunBook.class);

    /** A throttled server that names no time is asked again after a minute: its shortest window has passed by then. */
    private static final Duration UNNAMED_WAIT = Duration.ofMinutes(1);

    /** An import that takes longer than a run waits is worth another look after some minutes. */
    private static final Duration STILL_UNDER_WAY = Duration.ofMinutes(5);

    private final RunSettings settings;
    private final SyncJob job;
    private final boolean dry;
    private final RunProgress progress;
    private final CallCounter calls;
    private final PostHogClient postHog;
    private final BrevoClient brevo;
    private final DeadLetter.Kind rows;
    private final Tally tally;
    private final Instant started;
    private final SyncReportBuilder report;
    private boolean newLedger;
    private @Nullable DeadLetterBox letters;

    /**
     * Opens the book of a run.
     *
     * @param settings what it works with
     * @param job what it syncs
     * @param rows what the job makes
     * @param dry whether nothing is delivered, so that nobody is told of deliveries
     */
    RunBook(RunSettings settings, SyncJob job, DeadLetter.Kind rows, boolean dry) {
        this.dry = dry;
        this.settings = settings;
        this.job = job;
        this.progress = new RunProgress(settings.listener(), job, dry);
        this.calls = new CallCounter(progress);
        this.postHog = settings.postHog().observedBy(calls);
        this.brevo = settings.brevo().observedBy(calls);
        this.rows = rows;
        this.tally = new Tally(progress, this::lose);
        this.started = settings.clock().instant();
        this.report = SyncReport.builder(job.name(), started);
    }

    /** What happens in a run while its lease is held. */
    @FunctionalInterface
    interface Story {
        void tell(Lease lease);
    }

    /** A step whose failure ends the run early, with a report that says so. */
    @FunctionalInterface
    interface Step {
        void go();
    }

    SyncReport run(Story story) {
        try {
            hold(story);
        } catch (RuntimeException e) {
            report.failed(Masked.addresses(String.valueOf(e.getMessage())));
            progress.finished(close());
            throw e;
        }
        progress.failure().ifPresent(report::failed);
        progress.finished(close());
        progress.failure().ifPresent(report::failed);
        return report.build();
    }

    private SyncReport close() {
        return report.calls(calls.counts())
                .duration(Duration.between(started, settings.clock().instant()))
                .build();
    }

    private void hold(Story story) {
        try (Lease lease = settings.ledger().lease(leaseName())) {
            calls.watch(lease);
            if (!dry) letters = new DeadLetterBox(lease, rows, settings.clock());
            progress.started();
            progress.check();
            tell(story, lease);
        } catch (QuotaExhaustedException | RateLimitedException e) {
            pause(e);
        } catch (PaymentRequiredException e) {
            report.failed(e.getMessage());
        } catch (ListenerFailedException e) {
            LOG.debug("the run ends with its listener [job={}]", job.name());
        } catch (ClientException e) {
            if (!isInterrupted()) throw e;
            report.paused(settings.clock().instant(), Interruption.REASON);
        }
    }

    /** A contact by hand costs two calls: it does not bind a ledger, and is checked where the ledger is bound. */
    private boolean bind(Lease lease) {
        LedgerBinding binding = new LedgerBinding(settings, brevo, lease);
        if (!(job instanceof ContactSync)) return binding.check(!dry);
        return binding.isBound() && binding.check(false);
    }

    /** What did not arrive is on record, however the story ends. */
    private void tell(Story story, Lease lease) {
        try {
            newLedger = bind(lease);
            story.tell(lease);
        } catch (RuntimeException e) {
            flushAfter(e);
            throw e;
        }
        if (letters != null) letters.flush();
    }

    private void flushAfter(RuntimeException problem) {
        try {
            if (letters != null && !(problem instanceof LedgerException)) letters.flush();
        } catch (LedgerException e) {
            problem.addSuppressed(e);
        }
    }

    private void lose(String id, String reason) {
        if (letters != null) letters.add(id, reason);
    }

    /** Goes through the part of a run that a service's failure may end early. */
    void carry(Step step) {
        try {
            step.go();
            if (tally.pending() > 0 && !dry) {
                report.paused(
                        settings.clock().instant().plus(STILL_UNDER_WAY),
                        "Brevo has not said yet what became of " + tally.pending()
                                + " changes. The next run finds out.");
            }
        } catch (QuotaExhaustedException | RateLimitedException e) {
            pause(e);
        } catch (MappingFailedException e) {
            LOG.error("the mapping fails for every person [job={}]", job.name(), e.getCause());
            report.failed(String.valueOf(e.getMessage()));
        } catch (ListenerFailedException e) {
            LOG.debug("the run ends with its listener [job={}]", job.name());
        } catch (ClientException e) {
            if (isInterrupted()) {
                report.paused(settings.clock().instant(), Interruption.REASON);
                return;
            }
            // Before the first row the caller must act; after it, what was done counts and is told.
            if (tally.isEmpty() && !isPassing(e)) throw e;
            report.failed(e.getMessage() + nextRun(e));
        }
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

    Sources sources() {
        return new Sources(postHog, settings.mapper(), started, settings.sleeper());
    }

    /** Contacts by hand may be written from several threads at once. */
    private String leaseName() {
        return job instanceof ContactSync ? job.name() + " " + UUID.randomUUID() : job.name();
    }

    BrevoClient brevo() {
        return brevo;
    }

    /** Returns whether the ledger had met no account before this run, and knew no contact. */
    boolean hasNewLedger() {
        return newLedger;
    }

    RunProgress progress() {
        return progress;
    }

    Tally tally() {
        return tally;
    }

    /** Returns where rows go that do not arrive; a run that is only shown has none. */
    DeadLetterBox letters() {
        return Objects.requireNonNull(letters, "a dry run keeps no letters");
    }

    SyncReportBuilder report() {
        return report;
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
        report.paused(until, e.getMessage());
    }

    private static Duration namedWait(ClientException e) {
        return e instanceof RateLimitedException limited ? limited.retryAfter().orElse(UNNAMED_WAIT) : UNNAMED_WAIT;
    }

    private static String nextRun(ClientException e) {
        return e instanceof DecodingException || !isPassing(e) ? "" : " The next run goes on from here.";
    }
}
