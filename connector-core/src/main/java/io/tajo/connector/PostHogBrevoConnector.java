package io.tajo.connector;

import io.tajo.brevo.BrevoClient;
import io.tajo.client.ConfigurationException;
import io.tajo.client.MonotonicClock;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.mapping.MissingAttributes;
import io.tajo.connector.report.SyncListener;
import io.tajo.connector.report.SyncReport;
import io.tajo.connector.run.PersonRun;
import io.tajo.connector.run.RunSettings;
import io.tajo.posthog.PostHogClient;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Carries what PostHog knows about people into Brevo. Call it from your own scheduler: each method blocks until its run
 * is over and starts no thread. Immutable and safe for any thread; different jobs may run at the same time.
 *
 * <pre>{@code
 * PostHogBrevoConnector connector = PostHogBrevoConnector.builder()
 *         .postHog(posthog)
 *         .brevo(brevo)
 *         .build();
 * SyncReport report = connector.syncPersons(PersonSync.all());
 * System.out.println(report.summary());
 * }</pre>
 *
 * <p>A sync method throws only when the job cannot go on: the credentials or the configuration are wrong, a service can't
 * be reached before the first row, or the thread was interrupted. What fails later ends the run early, with a report that
 * says so; running the job again goes on from there.
 */
public final class PostHogBrevoConnector implements AutoCloseable {
    private final RunSettings settings;
    private final @Nullable Ledger ownLedger;

    private PostHogBrevoConnector(RunSettings settings, @Nullable Ledger ownLedger) {
        this.settings = settings;
        this.ownLedger = ownLedger;
    }

    /** {@return a builder} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Syncs persons to contacts: reads every person with HogQL, merges those who share an address, and sends Brevo what
     * differs from what it was last proven to hold.
     *
     * @param job which persons, and where they go
     * @return the report
     * @throws io.tajo.client.ClientException if the job cannot go on, see above
     * @throws io.tajo.connector.ledger.JobRunningException if the job is running already
     */
    public SyncReport syncPersons(PersonSync job) {
        return run(job);
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
        return new PersonRun(settings, (PersonSync) job).run();
    }

    /** Closes what the connector made itself. Clients and a ledger that were given to it stay open. */
    @Override
    public void close() {
        if (ownLedger != null) ownLedger.close();
    }

    /** Collects what a connector works with; not safe for several threads. */
    public static final class Builder {
        /** The holding list's name: what a person at Brevo sees beside their own lists. */
        public static final String DEFAULT_IMPORT_LIST = "PostHog";

        private @Nullable PostHogClient postHog;
        private @Nullable BrevoClient brevo;
        private @Nullable Ledger ledger;
        private FieldMapper mapping = FieldMapping.defaults();
        private SyncListener listener = SyncListener.none();
        private MissingAttributes missingAttributes = MissingAttributes.CREATE;
        private String importList = DEFAULT_IMPORT_LIST;
        private Clock clock = MonotonicClock.create();

        private Builder() {}

        /**
         * Sets whom to read.
         *
         * @param client stays the caller's; it is not closed
         * @return this builder
         */
        public Builder postHog(PostHogClient client) {
            postHog = client;
            return this;
        }

        /**
         * Sets where to write.
         *
         * @param client stays the caller's; it is not closed
         * @return this builder
         */
        public Builder brevo(BrevoClient client) {
            brevo = client;
            return this;
        }

        /**
         * Sets how persons become contacts, {@link FieldMapping#defaults()} by default.
         *
         * @param mapper the mapping
         * @return this builder
         */
        public Builder mapping(FieldMapper mapper) {
            mapping = mapper;
            return this;
        }

        /**
         * Sets what remembers the state of Brevo between runs. Without one it is kept in memory, and the first run of
         * each process sends everything.
         *
         * @param store stays the caller's; it is not closed
         * @return this builder
         */
        public Builder ledger(Ledger store) {
            ledger = store;
            return this;
        }

        /**
         * Sets who is told how runs go.
         *
         * @param observer told on the thread that syncs
         * @return this builder
         */
        public Builder listener(SyncListener observer) {
            listener = observer;
            return this;
        }

        /**
         * Sets what to do about attributes that Brevo lacks; by default they are created.
         *
         * @param policy what to do
         * @return this builder
         */
        public Builder missingAttributes(MissingAttributes policy) {
            missingAttributes = policy;
            return this;
        }

        /**
         * Sets the name of the list, and of its folder, that contacts of a job without a list of its own go into. It is
         * created once.
         *
         * @param name the name, {@value #DEFAULT_IMPORT_LIST} by default
         * @return this builder
         */
        public Builder importList(String name) {
            if (name.isBlank()) throw new ConfigurationException("The import list's name is blank.");
            importList = name.strip();
            return this;
        }

        /**
         * Sets the clock that runs are timed by, for tests.
         *
         * @param now tells the time
         * @return this builder
         */
        public Builder clock(Clock now) {
            clock = now;
            return this;
        }

        /**
         * Returns the connector.
         *
         * @return the connector
         * @throws ConfigurationException if a client is missing
         */
        public PostHogBrevoConnector build() {
            if (postHog == null)
                throw new ConfigurationException("The connector lacks its PostHog client: postHog(...).");
            if (brevo == null) throw new ConfigurationException("The connector lacks its Brevo client: brevo(...).");
            Ledger given = ledger;
            Ledger used = given == null ? Ledger.inMemory() : given;
            RunSettings settings =
                    new RunSettings(postHog, brevo, mapping, used, listener, missingAttributes, importList, clock);
            return new PostHogBrevoConnector(settings, given == null ? used : null);
        }
    }
}
