package io.tajo.connector;

import io.tajo.client.ConfigurationException;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.DeadLetter;
import io.tajo.connector.ledger.DeadLetterQuery;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.report.SyncReport;
import io.tajo.connector.run.JobRunner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Persons and events that did not reach Brevo, by PostHog's uuids and with their reasons, as the connector's ledger keeps
 * them. A person who arrives in a later run is forgotten; an event is read once only, and stays until it is retried. Safe
 * for any thread.
 */
public final class DeadLetters {
    private final Ledger ledger;
    private final JobRunner runs;
    private final List<SyncJob> jobs;

    DeadLetters(Ledger ledger, JobRunner runs, List<SyncJob> jobs) {
        this.ledger = ledger;
        this.runs = runs;
        this.jobs = jobs;
    }

    /**
     * Lists letters, those that failed last first.
     *
     * @param query which
     * @return the letters
     */
    public List<DeadLetter> list(DeadLetterQuery query) {
        return ledger.deadLetters(query);
    }

    /**
     * Counts letters.
     *
     * @param query which, as many as there are whatever its limit
     * @return their number by reason
     */
    public Map<String, Long> countByReason(DeadLetterQuery query) {
        return all(query).stream()
                .collect(Collectors.groupingBy(DeadLetter::reason, TreeMap::new, Collectors.counting()));
    }

    /**
     * Reads the persons and events of letters again, after a mapping was mended or Brevo changed, and sends them. No
     * contact is removed from a list by it. A letter whose person or event has arrived, or is not needed any more, is removed.
     *
     * @param query which, as many as there are whatever its limit
     * @return one report over the jobs of the letters
     * @throws ConfigurationException if the connector was built without a job that has such letters
     * @throws io.tajo.client.ClientException if no job can go on
     */
    public SyncReport retry(DeadLetterQuery query) {
        Map<String, SyncJob> known = jobs.stream().collect(Collectors.toMap(SyncJob::name, Function.identity()));
        Map<SyncJob, Set<String>> ids = new LinkedHashMap<>();
        all(query).stream()
                .collect(Collectors.groupingBy(
                        DeadLetter::job, TreeMap::new, Collectors.mapping(DeadLetter::id, Collectors.toSet())))
                .forEach((name, letters) -> ids.put(find(known, name), letters));
        return runs.retryAll(ids);
    }

    private static SyncJob find(Map<String, SyncJob> known, String name) {
        SyncJob job = known.get(name);
        if (job == null) {
            throw new ConfigurationException(
                    "There are dead letters of the job \"" + name
                            + "\", and this connector has no such job. Build it with jobs(...), or ask for letters of its own jobs.");
        }
        return job;
    }

    private List<DeadLetter> all(DeadLetterQuery query) {
        return ledger.deadLetters(query.limit(Integer.MAX_VALUE));
    }
}
