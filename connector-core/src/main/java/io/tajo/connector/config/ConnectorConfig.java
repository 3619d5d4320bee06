package io.tajo.connector.config;

import io.tajo.brevo.BrevoClient;
import io.tajo.client.ConfigurationException;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.mapping.MissingAttributes;
import io.tajo.connector.report.SyncListener;
import io.tajo.posthog.PostHogClient;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A connector's configuration, read from the documented YAML: a file, a stream, a text or a map. All mistakes of a file are told at once, each with its
 * line, its key and what was expected. Immutable and safe for any thread.
 */
public final class ConnectorConfig {
    private static final String LABEL = "The configuration";

    private final ServiceSettings services;
    private final FieldMapping mapping;
    private final List<SyncJob> jobs;
    private final Optional<CronSchedule> schedule;
    private final boolean enabled;
    private final Map<Long, Long> confirmedRemovals;
    private final List<String> remarks;

    ConnectorConfig(
            ServiceSettings services,
            FieldMapping mapping,
            List<SyncJob> jobs,
            Optional<CronSchedule> schedule,
            boolean enabled,
            Map<Long, Long> confirmedRemovals,
            List<String> remarks) {
        this.services = services;
        this.mapping = mapping;
        this.jobs = List.copyOf(jobs);
        this.schedule = schedule;
        this.enabled = enabled;
        this.confirmedRemovals = Map.copyOf(confirmedRemovals);
        this.remarks = List.copyOf(remarks);
    }

    /**
     * Returns this configuration with more confirmed removals, see
     * {@link io.tajo.connector.ConnectorBuilder#confirmRemovals}.
     *
     * @param sizes the sizes to which the sources of mirrored lists may have shrunk, by the list's id
     * @return the changed copy
     */
    public ConnectorConfig confirmRemovals(Map<Long, Long> sizes) {
        Map<Long, Long> all = new HashMap<>(confirmedRemovals);
        all.putAll(sizes);
        return new ConnectorConfig(services, mapping, jobs, schedule, enabled, all, remarks);
    }

    /** {@return the sizes to which the sources of mirrored lists may have shrunk, by the list's id} */
    public Map<Long, Long> confirmedRemovals() {
        return confirmedRemovals;
    }

    /**
     * Reads a file, with the variables of the process's environment.
     *
     * @param file the file
     * @return the configuration
     * @throws ConfigurationException with every mistake of the file
     */
    public static ConnectorConfig load(Path file) {
        return load(file, System.getenv());
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @param environment the variables that {@code ${NAME}} stands for
     * @return the configuration
     * @throws ConfigurationException with every mistake of the file
     */
    public static ConnectorConfig load(Path file, Map<String, String> environment) {
        return read(ConfigText.of(file), new Problems(file.toString(), true), file, environment);
    }

    /**
     * Reads a stream, for example a resource. Its ledger must be chosen, since there is no file to keep one beside.
     *
     * @param yaml the YAML, in UTF-8; stays open
     * @param environment the variables that {@code ${NAME}} stands for
     * @return the configuration
     * @throws ConfigurationException with every mistake of it
     */
    public static ConnectorConfig load(InputStream yaml, Map<String, String> environment) {
        return parse(ConfigText.of(yaml, LABEL), environment);
    }

    /**
     * Reads a text. Its ledger must be chosen, since there is no file to keep one beside.
     *
     * @param yaml the YAML
     * @param environment the variables that {@code ${NAME}} stands for
     * @return the configuration
     * @throws ConfigurationException with every mistake of it
     */
    public static ConnectorConfig parse(String yaml, Map<String, String> environment) {
        return read(yaml, new Problems(LABEL, true), null, environment);
    }

    /**
     * Reads a map, for example from a framework's own configuration. Its ledger must be chosen, since there is no file to
     * keep one beside.
     *
     * @param values the documented keys with texts, numbers, booleans, lists and maps
     * @param environment the variables that {@code ${NAME}} stands for
     * @return the configuration
     * @throws ConfigurationException with every mistake of it
     */
    public static ConnectorConfig of(Map<String, ?> values, Map<String, String> environment) {
        return read(ConfigText.of(values), new Problems(LABEL, false), null, environment);
    }

    private static ConnectorConfig read(
            String text, Problems problems, @Nullable Path file, Map<String, String> environment) {
        Node node = ConfigText.compose(text, file == null ? LABEL : "The configuration " + file);
        Section root = new Section("", node, new Variables(environment, problems), problems);
        ConnectorConfig config = new ConfigReader(root, file, environment).read();
        problems.throwIfAny();
        return config;
    }

    /** {@return the jobs that the file switches on} */
    public List<SyncJob> jobs() {
        return jobs;
    }

    /** {@return the mapping of persons to contacts} */
    public FieldMapping mapping() {
        return mapping;
    }

    /** {@return when runs are meant to start; the library schedules nothing} */
    public Optional<CronSchedule> schedule() {
        return schedule;
    }

    /** {@return whether the connector is switched on} */
    public boolean enabled() {
        return enabled;
    }

    /** {@return what to do about attributes that Brevo lacks} */
    public MissingAttributes missingAttributes() {
        return services.missingAttributes();
    }

    /** {@return the name of the list for jobs without one of their own} */
    public String importList() {
        return services.importList();
    }

    /** {@return the file of an embedded ledger; empty for another kind} */
    public Optional<Path> ledger() {
        return services.ledger().file();
    }

    /**
     * Opens the ledger that the configuration chooses.
     *
     * @return a ledger, to be closed by the caller
     * @throws io.tajo.connector.ledger.LedgerException if it can't be opened
     */
    public Ledger openLedger() {
        return services.ledger().open();
    }

    /** {@return what is no mistake but hardly meant, such as a job that is switched on and has nothing to do} */
    public List<String> remarks() {
        return remarks;
    }

    /** {@return a listener that says what the file asks for} */
    public SyncListener listener() {
        return services.log();
    }

    /**
     * Makes the client of PostHog.
     *
     * @return a new client, to be closed by the caller
     */
    public PostHogClient postHogClient() {
        return services.postHog();
    }

    /**
     * Makes the client of Brevo.
     *
     * @return a new client, to be closed by the caller
     */
    public BrevoClient brevoClient() {
        return services.brevo();
    }
}
