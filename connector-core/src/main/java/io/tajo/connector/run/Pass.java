package io.tajo.connector.run;

import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.ExportSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.FunnelSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.ReplaySync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Jobs that are read together, so that each person is read once and each contact written once: those whose rows are persons. Any
 * other job is a pass of its own.
 *
 * @param jobs the jobs
 */
record Pass(List<SyncJob> jobs) {
    Pass {
        jobs = List.copyOf(jobs);
    }

    static Pass of(SyncJob job) {
        return new Pass(List.of(job));
    }

    /** Returns the passes of some jobs; jobs that are read together run at the place of the first of them. */
    static List<Pass> group(List<SyncJob> ordered) {
        Map<String, List<SyncJob>> groups = new LinkedHashMap<>();
        Map<Class<?>, Integer> seen = new LinkedHashMap<>();
        for (SyncJob job : ordered) {
            String group = readsPersons(job) ? "persons " + round(job, seen) : "job " + groups.size();
            groups.computeIfAbsent(group, key -> new ArrayList<>()).add(job);
        }
        return groups.values().stream().map(Pass::sorted).toList();
    }

    /** Two funnels, and replays over two times, provide the same fields: they are read apart. */
    private static int round(SyncJob job, Map<Class<?>, Integer> seen) {
        boolean sharesFields = job instanceof FunnelSync || job instanceof ReplaySync || job instanceof PersonSync;
        return sharesFields ? seen.merge(job.getClass(), 1, Integer::sum) : 1;
    }

    private static boolean readsPersons(SyncJob job) {
        return (job instanceof PersonSync persons && !persons.isByRest())
                || job instanceof CohortSync
                || job instanceof FlagSync
                || job instanceof FunnelSync
                || job instanceof ReplaySync;
    }

    /** The job that creates contacts maps first. */
    private static Pass sorted(List<SyncJob> jobs) {
        List<SyncJob> sorted = new ArrayList<>(
                jobs.stream().filter(PersonSync.class::isInstance).toList());
        jobs.stream().filter(job -> !(job instanceof PersonSync)).forEach(sorted::add);
        return new Pass(sorted);
    }

    SyncJob first() {
        return jobs.get(0);
    }

    String names() {
        return jobs.stream().map(SyncJob::name).collect(Collectors.joining(", "));
    }

    boolean makesEvents() {
        return EventSyncRun.makesEvents(first());
    }

    /** Returns whether a job creates the contacts that events go to. */
    boolean makesContacts() {
        return jobs.stream().anyMatch(Pass::makesContacts);
    }

    private static boolean makesContacts(SyncJob job) {
        return job instanceof PersonSync || (job instanceof ExportSync && !EventSyncRun.makesEvents(job));
    }

    /** Returns the report of a job that creates contacts and did not come to its end. */
    Optional<SyncReport> contactsLacking(List<SyncReport> reports) {
        for (int i = 0; i < jobs.size(); i++) {
            SyncReport report = reports.get(i);
            boolean complete = report.outcome() == SyncOutcome.FINISHED || report.outcome() == SyncOutcome.HELD_BACK;
            if (makesContacts(jobs.get(i)) && !complete) return Optional.of(report);
        }
        return Optional.empty();
    }
}
