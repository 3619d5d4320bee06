package io.tajo.connector.config;

import io.tajo.brevo.BrevoClient;
import io.tajo.client.ConfigurationException;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.mapping.MissingAttributes;
import io.tajo.connector.report.SyncListener;
import io.tajo.posthog.PostHogClient;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A connector's configuration, read from the documented YAML. All mistakes of a file are told at once, each with its
 * line, its key and what was expected. Immutable and safe for any thread.
 */
public final class ConnectorConfig {
    private final ServiceSettings services;
    private final FieldMapping mapping;
    private final List<SyncJob> jobs;
    private final Optional<CronSchedule> schedule;
    private final boolean enabled;

    ConnectorConfig(
            ServiceSettings services,
            FieldMapping mapping,
            List<SyncJob> jobs,
            Optional<CronSchedule> schedule,
            boolean enabled) {
        this.services = services;
        this.mapping = mapping;
        this.jobs = List.copyOf(jobs);
        this.schedule = schedule;
        this.enabled = enabled;
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
        try {
            return parse(Files.readString(file), file, environment);
        } catch (IOException e) {
            throw new ConfigurationException("The configuration " + file + " can't be read: " + e.getMessage());
        }
    }

    private static ConnectorConfig parse(String text, Path file, Map<String, String> environment) {
        Problems problems = new Problems(String.valueOf(file));
        Section root = new Section("", compose(text, file), new Variables(environment, problems), problems);
        ConnectorConfig config = new ConfigReader(root, file, environment).read();
        problems.throwIfAny();
        return config;
    }

    private static Node compose(String text, Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(true);
        try (Reader reader = new StringReader(text)) {
            Node node = new Yaml(options).compose(reader);
            if (node == null) throw new ConfigurationException("The configuration " + file + " is empty.");
            return node;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new ConfigurationException(file + " is no YAML: line " + line + ", " + e.getProblem());
        } catch (YAMLException | IOException e) {
            throw new ConfigurationException(file + " is no YAML: " + e.getMessage());
        }
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

    /** {@return where the ledger is kept; empty for one that dies with the process} */
    public Optional<Path> ledger() {
        return services.ledger();
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
