package io.tajo.connector;

import io.tajo.brevo.BrevoClient;
import io.tajo.client.ConfigurationException;
import io.tajo.client.MonotonicClock;
import io.tajo.client.Sleeper;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.Exclusion;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.mapping.MissingAttributes;
import io.tajo.connector.mapping.Profile;
import io.tajo.connector.report.SyncListener;
import io.tajo.connector.run.AttributeCatalogue;
import io.tajo.connector.run.BrevoIdentity;
import io.tajo.connector.run.RunSettings;
import io.tajo.connector.source.MappingCheck;
import io.tajo.posthog.PostHogClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Collects what a connector works with; not safe for several threads. */
public final class ConnectorBuilder {
    /** The holding list's name: what a person at Brevo sees beside their own lists. */
    public static final String DEFAULT_IMPORT_LIST = "PostHog";

    /** Ten contacts cost one call at the best and ten at the worst, and show what an import loses of all. */
    public static final int DEFAULT_VERIFY_SAMPLE = 10;

    private static final String NO_LEDGER =
            "The connector lacks its ledger, which remembers what it has sent. Choose one with ledger(...): "
                    + "Ledger.embedded(path) keeps it in a file of this process, Ledger.jdbc(dataSource, key) in a database "
                    + "for several processes, and Ledger.inMemory() forgets it when the process ends: from then on a contact "
                    + "that was deleted in Brevo comes back, events are sent again, and every contact is sent again.";

    private @Nullable PostHogClient postHog;
    private @Nullable BrevoClient brevo;
    private @Nullable Ledger ledger;
    private FieldMapper mapping = FieldMapping.defaults();
    private final List<Exclusion> exclusions = new ArrayList<>();
    private SyncListener listener = SyncListener.none();
    private MissingAttributes missingAttributes = MissingAttributes.CREATE;
    private String importList = DEFAULT_IMPORT_LIST;
    private int verifySample = DEFAULT_VERIFY_SAMPLE;
    private Clock clock = MonotonicClock.create();
    private Sleeper sleeper = Sleeper.system();
    private List<SyncJob> jobs = List.of(PersonSync.all());
    private List<AutoCloseable> own = List.of();
    private final Map<Long, Long> confirmedRemovals = new HashMap<>();
    private List<String> remarks = List.of();
    private boolean enabled = true;

    ConnectorBuilder() {}

    /**
     * Sets the PostHog client to read from.
     *
     * @param client stays the caller's; it is not closed
     * @return this builder
     */
    public ConnectorBuilder postHog(PostHogClient client) {
        postHog = client;
        return this;
    }

    /**
     * Sets where to write.
     *
     * @param client stays the caller's; it is not closed
     * @return this builder
     */
    public ConnectorBuilder brevo(BrevoClient client) {
        brevo = client;
        return this;
    }

    /**
     * Sets how persons become contacts, {@link FieldMapping#defaults()} by default. It is called once when the connector
     * is built, for a person without values, to find fields that it reads and does not declare.
     *
     * @param mapper the mapping
     * @return this builder
     */
    public ConnectorBuilder mapping(FieldMapper mapper) {
        mapping = mapper;
        return this;
    }

    /**
     * Leaves persons out of every job: they are in no list that the library fills, and get no attribute and no event. Which
     * fields the predicate reads is found by one call for a person without values; one that reads further fields depending
     * on what it finds declares them with {@link #exclude(Set, Predicate)}. Several exclusions all hold.
     *
     * <p>Jobs over events and queries, whose rows are not persons, read all persons once in each run to know who is left
     * out.
     *
     * @param person returns whether a person is left out; an exception leaves it out, too
     * @return this builder
     * @throws ConfigurationException if it reads a field that only one kind of job knows, such as {@code cohort_names}
     */
    public ConnectorBuilder exclude(Predicate<Profile> person) {
        exclusions.add(Exclusion.of(person));
        return this;
    }

    /**
     * Leaves persons out of every job, by declared fields.
     *
     * @param reads person properties, {@code total_events}, {@code last_seen}, {@code signup_date} or {@code person_id}
     * @param person returns whether a person is left out; an exception leaves it out, too
     * @return this builder
     * @throws ConfigurationException if it reads a field that only one kind of job knows, such as {@code cohort_names}
     */
    public ConnectorBuilder exclude(Set<String> reads, Predicate<Profile> person) {
        exclusions.add(Exclusion.reading(reads, person));
        return this;
    }

    /**
     * Confirms that the source of a mirrored list has shrunk: a run that was {@code HELD_BACK} names list and size. Members
     * are then removed as long as the source holds at least so many; once they are, the confirmation has no effect.
     *
     * @param list the list's id in Brevo, or 0 for the attributes that a job clears
     * @param size how many contacts the source holds, 0 for an empty one
     * @return this builder
     */
    public ConnectorBuilder confirmRemovals(long list, long size) {
        if (size < 0) throw new IllegalArgumentException("a source holds 0 contacts or more, not " + size);
        confirmedRemovals.put(list, size);
        return this;
    }

    /**
     * Sets what remembers the state of Brevo between runs. It must be chosen, since forgetting has consequences: without
     * what it remembers, a contact that was deleted in Brevo is created again, events are sent again, and the first run
     * sends everything.
     *
     * @param store {@link Ledger#inMemory()}, {@link Ledger#embedded} or {@link Ledger#jdbc}; stays the caller's and is
     *     not closed
     * @return this builder
     */
    public ConnectorBuilder ledger(Ledger store) {
        ledger = store;
        return this;
    }

    /**
     * Sets who is told how runs go.
     *
     * @param observer told on the thread that syncs
     * @return this builder
     */
    public ConnectorBuilder listener(SyncListener observer) {
        listener = observer;
        return this;
    }

    /**
     * Sets what to do about attributes that Brevo lacks; by default they are created.
     *
     * @param policy what to do
     * @return this builder
     */
    public ConnectorBuilder missingAttributes(MissingAttributes policy) {
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
    public ConnectorBuilder importList(String name) {
        if (name.isBlank()) throw new ConfigurationException("The import list's name is blank.");
        importList = name.strip();
        return this;
    }

    /**
     * Sets how many contacts of each import are read back, those with booleans, dates and cleared fields first. What
     * Brevo did not apply is sent again one by one, and told by the report.
     *
     * @param contacts how many, {@value #DEFAULT_VERIFY_SAMPLE} by default; 0 trusts Brevo
     * @return this builder
     */
    public ConnectorBuilder verifySample(int contacts) {
        if (contacts < 0) throw new ConfigurationException("verifySample is 0 or more, not " + contacts + ".");
        verifySample = contacts;
        return this;
    }

    /**
     * Sets what {@link PostHogBrevoConnector#syncAll} runs, every person by default.
     *
     * @param all the jobs; their order does not matter
     * @return this builder
     */
    public ConnectorBuilder jobs(SyncJob... all) {
        jobs = List.of(all);
        return this;
    }

    /**
     * Sets the clock of runs, for tests.
     *
     * @param now tells the time
     * @return this builder
     */
    public ConnectorBuilder clock(Clock now) {
        clock = now;
        return this;
    }

    /**
     * Sets how runs wait, for tests.
     *
     * @param wait waits on the time of {@link #clock}
     * @return this builder
     */
    public ConnectorBuilder sleeper(Sleeper wait) {
        sleeper = wait;
        return this;
    }

    /** Sets what checks and runs of all jobs say besides. */
    ConnectorBuilder confirmRemovals(Map<Long, Long> sizes) {
        confirmedRemovals.putAll(sizes);
        return this;
    }

    ConnectorBuilder remarks(List<String> texts) {
        remarks = List.copyOf(texts);
        return this;
    }

    /** Sets whether {@link PostHogBrevoConnector#syncAll} does anything. */
    ConnectorBuilder enabled(boolean on) {
        enabled = on;
        return this;
    }

    /** Sets what the connector closes with itself. */
    ConnectorBuilder own(AutoCloseable... resources) {
        own = List.of(resources);
        return this;
    }

    /**
     * Returns the connector.
     *
     * @return the connector
     * @throws ConfigurationException if a client or the ledger is missing, two jobs have one name, or the mapping reads a
     *     field that it does not declare
     */
    public PostHogBrevoConnector build() {
        if (postHog == null) throw new ConfigurationException("The connector lacks its PostHog client: postHog(...).");
        if (brevo == null) throw new ConfigurationException("The connector lacks its Brevo client: brevo(...).");
        if (ledger == null) throw new ConfigurationException(NO_LEDGER);
        refuseNamesakes(jobs);
        FieldMapper whole = mapping;
        for (Exclusion exclusion : exclusions) whole = exclusion.before(whole);
        MappingCheck.undeclaredWrites(whole);
        RunSettings settings = new RunSettings(
                postHog,
                brevo,
                whole,
                ledger,
                listener,
                missingAttributes,
                importList,
                verifySample,
                clock,
                sleeper,
                remarks,
                Map.copyOf(confirmedRemovals),
                new AttributeCatalogue(),
                new BrevoIdentity(),
                false);
        return new PostHogBrevoConnector(settings, jobs, own, enabled);
    }

    /** Under its name a job keeps its lease, its checkpoint and its dead letters. */
    private static void refuseNamesakes(List<SyncJob> jobs) {
        Set<String> names = new HashSet<>();
        for (SyncJob job : jobs) {
            if (names.add(job.name())) continue;
            throw new ConfigurationException(
                    "Two jobs are called \"" + job.name() + "\". Call one of them otherwise with named(...).");
        }
    }
}
