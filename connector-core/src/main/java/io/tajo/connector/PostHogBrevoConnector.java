package io.tajo.connector;

import io.tajo.client.ConfigurationException;
import io.tajo.connector.config.ConnectorConfig;
import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.ExportSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.FunnelSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.QuerySync;
import io.tajo.connector.job.ReplaySync;
import io.tajo.connector.job.Resend;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.mapping.MissingAttributes;
import io.tajo.connector.report.CheckReport;
import io.tajo.connector.report.SyncPlan;
import io.tajo.connector.report.SyncReport;
import io.tajo.connector.run.Checks;
import io.tajo.connector.run.JobRunner;
import io.tajo.connector.run.RunSettings;
import java.nio.file.Path;
import java.util.List;

/**
 * Carries what PostHog knows about people into Brevo. Call it from your own scheduler: each method blocks until its run
 * is over, and no thread outlives it. Immutable and safe for any thread; different jobs may run at the same time.
 *
 * <pre>{@code
 * PostHogBrevoConnector connector = PostHogBrevoConnector.builder()
 *         .postHog(posthog)
 *         .brevo(brevo)
 *         .ledger(Ledger.embedded(Path.of("ledger")))
 *         .build();
 * SyncReport report = connector.syncPersons(PersonSync.all());
 * System.out.println(report.summary());
 * }</pre>
 *
 * <p>A sync method throws only when the job cannot go on: the credentials or the configuration are wrong, or a service can't
 * be reached before the first row. What fails later ends the run early, with a report that says so; running the job again
 * goes on from there. An interrupt of the thread ends a run within a second: its report is {@code PAUSED}, and the thread
 * stays interrupted. {@link #preview} and {@link #check} throw {@link io.tajo.client.CallInterruptedException} instead.
 */
public final class PostHogBrevoConnector implements AutoCloseable {
    private static final String SWITCHED_OFF = "The connector is switched off (enabled: false): no job was run.";

    private final RunSettings settings;
    private final JobRunner runs;
    private final List<SyncJob> jobs;
    private final List<AutoCloseable> own;
    private final boolean enabled;

    PostHogBrevoConnector(RunSettings settings, List<SyncJob> jobs, List<AutoCloseable> own, boolean enabled) {
        this.settings = settings;
        this.runs = new JobRunner(settings);
        this.jobs = List.copyOf(jobs);
        this.own = List.copyOf(own);
        this.enabled = enabled;
    }

    /** {@return a builder} */
    public static ConnectorBuilder builder() {
        return new ConnectorBuilder();
    }

    /**
     * Returns a connector as a file describes it, with the variables of the process's environment.
     *
     * @param file the documented YAML
     * @return the connector; closing it closes its clients and its ledger
     * @throws ConfigurationException with every mistake of the file
     * @throws io.tajo.connector.ledger.LedgerException if the ledger is in use, can't be opened, or lacks its database
     */
    public static PostHogBrevoConnector fromConfig(Path file) {
        return fromConfig(ConnectorConfig.load(file));
    }

    /**
     * Returns a connector as a configuration describes it.
     *
     * @param config the configuration
     * @return the connector; closing it closes its clients and its ledger
     */
    public static PostHogBrevoConnector fromConfig(ConnectorConfig config) {
        return fromConfig(config, config.jobs());
    }

    /**
     * Returns a connector as a configuration describes it, for some of its jobs.
     *
     * @param config the configuration
     * @param jobs what {@link #syncAll} runs
     * @return the connector; closing it closes its clients and its ledger
     */
    public static PostHogBrevoConnector fromConfig(ConnectorConfig config, List<SyncJob> jobs) {
        return ConfiguredConnector.open(config, jobs);
    }

    /**
     * Syncs persons to contacts: reads every person with HogQL, merges those who share an address, and sends Brevo what
     * differs from what it was last proven to hold.
     *
     * @param job which persons, and where they go
     * @return the report, see {@link #run(SyncJob)}
     */
    public SyncReport syncPersons(PersonSync job) {
        return run(job);
    }

    /**
     * Syncs events to custom events of contacts that Brevo holds, from where the last run ended.
     *
     * @param job what to sync
     * @return the report, see {@link #run(SyncJob)}
     */
    public SyncReport syncEvents(EventSync job) {
        return run(job);
    }

    /**
     * Syncs cohorts to lists, and the names of a person's cohorts to an attribute.
     *
     * @param job what to sync
     * @return the report, see {@link #run(SyncJob)}
     */
    public SyncReport syncCohorts(CohortSync job) {
        return run(job);
    }

    /**
     * Syncs what feature flags are for each person to attributes and lists.
     *
     * @param job what to sync
     * @return the report, see {@link #run(SyncJob)}
     */
    public SyncReport syncFeatureFlags(FlagSync job) {
        return run(job);
    }

    /**
     * Syncs how far persons came in a funnel.
     *
     * @param job what to sync
     * @return the report, see {@link #run(SyncJob)}
     */
    public SyncReport syncFunnel(FunnelSync job) {
        return run(job);
    }

    /**
     * Syncs what the session recordings of each person add up to.
     *
     * @param job what to sync
     * @return the report, see {@link #run(SyncJob)}
     */
    public SyncReport syncSessionReplays(ReplaySync job) {
        return run(job);
    }

    /**
     * Syncs what a query of the caller's finds, one row for each contact.
     *
     * @param job what to sync
     * @return the report, see {@link #run(SyncJob)}
     */
    public SyncReport syncQuery(QuerySync job) {
        return run(job);
    }

    /**
     * Syncs a file that PostHog exported.
     *
     * @param job what to sync
     * @return the report, see {@link #run(SyncJob)}
     */
    public SyncReport syncExport(ExportSync job) {
        return run(job);
    }

    /**
     * Runs every job that the connector was built with. Jobs over persons (persons, cohorts, flags, funnels, replays) run
     * together: each person is read once, and each contact is written once. A job that cannot go on
     * does not keep the others from running, but for events: they go to contacts that Brevo holds, and wait for the job that
     * makes them. A connector whose file says {@code enabled: false} runs none of them, and its report says so.
     *
     * <p>Of connectors with the same jobs on one ledger, one runs at a time: for the others the run is {@code BUSY}, and
     * {@link SyncReport#failure} says who works since when. The same goes for a single job that is running elsewhere.
     * Whatever ends a job, the reports of those before it are kept.
     *
     * @return one report over all, in which each contact counts once, with each job's own in {@link SyncReport#parts}
     * @throws io.tajo.client.ClientException if no job can go on: the credentials are wrong, or two jobs write one
     *     attribute
     */
    public SyncReport syncAll() {
        return enabled ? runs.runAll(jobs) : runs.none(SWITCHED_OFF);
    }

    /**
     * Runs every job as {@link #syncAll()} does, and sends values that Brevo holds already.
     *
     * @param what which values
     * @return one report over all
     */
    public SyncReport syncAll(Resend what) {
        return enabled ? resending(what).runAll(jobs) : runs.none(SWITCHED_OFF);
    }

    /** {@return what {@link #syncAll} runs} */
    public List<SyncJob> jobs() {
        return jobs;
    }

    /**
     * Runs a job, whatever its kind.
     *
     * @param job the job
     * @return the report
     * @throws io.tajo.client.ClientException if the job cannot go on, see above
     * @throws io.tajo.connector.ledger.JobRunningException if the job is running already
     */
    public SyncReport run(SyncJob job) {
        return runs.run(job);
    }

    /**
     * Runs a job, and sends values that Brevo holds already.
     *
     * @param job the job
     * @param what which values
     * @return the report, see {@link #run(SyncJob)}
     */
    public SyncReport run(SyncJob job, Resend what) {
        return resending(what).run(job);
    }

    private JobRunner resending(Resend what) {
        return what.equals(Resend.all()) ? new JobRunner(settings.resending()) : runs;
    }

    /**
     * Reads and plans a job, and writes nothing.
     *
     * @param job the job
     * @return what it would write, and what that would cost
     * @throws io.tajo.client.ClientException if the job cannot go on, see above
     * @throws io.tajo.connector.ledger.JobRunningException if the job is running
     */
    public SyncPlan preview(SyncJob job) {
        return runs.preview(job);
    }

    /**
     * Runs a job if it would still do what its plan said. No brake stops removals that the plan showed.
     *
     * @param job the job
     * @param plan its plan, as {@link #preview} returned it
     * @return the report
     * @throws io.tajo.connector.report.PlanChangedException if the job would do something else now; nothing was written
     * @throws io.tajo.client.ClientException if the job cannot go on, see above
     */
    public SyncReport run(SyncJob job, SyncPlan plan) {
        return runs.run(job, plan);
    }

    /**
     * Looks at everything that a run needs, and writes nothing: credentials, the scopes that the connector's jobs need, persons
     * and their properties, and each job with its source, lists and attributes. It opens no ledger, and says what it did not
     * see: an export on demand is not ordered, and what a scope for writing allows only a change would show.
     *
     * <p>It costs PostHog a call for each scope, one for persons, and for each job what finding its source takes: the lists of
     * cohorts or flags, a query's first page, a funnel, a count of events. It costs Brevo a call for the account (one of the
     * hundred an hour), one for the attributes, and one or two for the lists of each job.
     *
     * @return what was found, each finding with what to do
     */
    public CheckReport check() {
        return new Checks(settings, jobs).run();
    }

    /** {@return the way to write single contacts by hand, by the same rules as any job} */
    public ContactWriter contacts() {
        return new ContactWriter(this, MissingAttributes.REFUSE);
    }

    /** {@return the persons and events that did not reach Brevo, to look at and to retry} */
    public DeadLetters deadLetters() {
        return new DeadLetters(settings.ledger(), runs, jobs);
    }

    /**
     * Closes everything that the connector made itself, whatever fails on the way: the first failure is thrown, and has the
     * others as suppressed. Clients and a ledger that were given to it stay open.
     */
    @Override
    public void close() {
        Resources.closeAll(own).ifPresent(failure -> {
            throw failure;
        });
    }
}
