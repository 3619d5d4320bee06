package io.tajo.connector.run;

import io.tajo.brevo.BrevoClient;
import io.tajo.client.ClientException;
import io.tajo.client.DecodingException;
import io.tajo.client.QuotaExhaustedException;
import io.tajo.client.RateLimitedException;
import io.tajo.client.ServerException;
import io.tajo.client.TooEarlyException;
import io.tajo.client.TransportException;
import io.tajo.connector.deliver.Delivery;
import io.tajo.connector.deliver.Tally;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.connector.plan.Consent;
import io.tajo.connector.plan.ConsentReader;
import io.tajo.connector.plan.Planner;
import io.tajo.connector.plan.TargetAttributes;
import io.tajo.connector.plan.TargetLists;
import io.tajo.connector.read.PersonReader;
import io.tajo.connector.read.Reading;
import io.tajo.connector.report.SyncReport;
import io.tajo.posthog.PostHogClient;
import io.tajo.posthog.query.QueryFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** One run of a person job, from the lease to the report. For one thread. */
public final class PersonRun {
    /** A throttled server that names no time is asked again after a minute: its shortest window has passed by then. */
    private static final Duration UNNAMED_WAIT = Duration.ofMinutes(1);

    /** An import that takes longer than a run waits is worth another look after some minutes. */
    private static final Duration STILL_UNDER_WAY = Duration.ofMinutes(5);

    private final RunSettings settings;
    private final PersonSync job;
    private final CallCounter calls = new CallCounter();
    private final PostHogClient postHog;
    private final BrevoClient brevo;
    private final Tally tally;
    private final Instant started;
    private final SyncReport.Builder report;

    /**
     * Prepares a run.
     *
     * @param settings what it works with
     * @param job what it syncs
     */
    public PersonRun(RunSettings settings, PersonSync job) {
        this.settings = settings;
        this.job = job;
        this.postHog = settings.postHog().observedBy(calls);
        this.brevo = settings.brevo().observedBy(calls);
        this.tally = new Tally(settings.listener());
        this.started = settings.clock().instant();
        this.report = SyncReport.builder(job.name(), started);
    }

    /**
     * Runs the job.
     *
     * @return the report
     */
    public SyncReport run() {
        try (Lease lease = settings.ledger().lease(job.name())) {
            settings.listener().started(job);
            sync(lease);
        } catch (QuotaExhaustedException | RateLimitedException e) {
            pause(e);
        }
        SyncReport done = report.calls(calls.counts())
                .duration(Duration.between(started, settings.clock().instant()))
                .build();
        settings.listener().finished(done);
        return done;
    }

    private void sync(Lease lease) {
        FieldUse use = settings.mapper().uses();
        TargetAttributes attributes =
                TargetAttributes.prepare(brevo.attributes(), use.writes(), settings.missingAttributes());
        report.createdAttributes(attributes.created());
        long list = new TargetLists(brevo, settings.importList()).resolve(job.list());
        Consent consent = new ConsentReader(brevo.contacts()).read(lease.hash(), attributes);
        Reading reading = new PersonReader(postHog).open(job, use, started);
        report.events(new SyncReport.Window(started.minus(job.eventsSince()), started));

        Planner planner = new Planner(settings.mapper(), attributes, consent, lease, Set.of(list));
        Delivery delivery = new Delivery(brevo, lease, tally);
        Passage passage = new Passage(reading, planner, delivery, tally, settings.listener());
        carry(passage, delivery);
        tally.merged(reading.merged());
        tally.writeTo(reading.read(), report);
    }

    private void carry(Passage passage, Delivery delivery) {
        try {
            passage.carry();
            if (tally.pending() > 0) {
                report.paused(
                        settings.clock().instant().plus(STILL_UNDER_WAY),
                        "Brevo has not said yet what became of " + tally.pending()
                                + " changes. The next run finds out.");
            }
        } catch (QuotaExhaustedException | RateLimitedException e) {
            pause(e);
        } catch (ServerException
                | TooEarlyException
                | TransportException
                | DecodingException
                | QueryFailedException e) {
            report.failed(e.getMessage() + nextRun(e));
        } finally {
            delivery.abandon();
        }
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
        return e instanceof DecodingException ? "" : " The next run goes on from here.";
    }
}
