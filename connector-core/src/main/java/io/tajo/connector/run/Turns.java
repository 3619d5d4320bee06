package io.tajo.connector.run;

import io.tajo.connector.job.ExportSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.Notes;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Whose turn it is. Where a quota does not last for all jobs, the next run begins with the job after the one that the quota
 * ended at, so that the first jobs do not use it up in every run. For one run.
 */
final class Turns {
    private static final String NEXT = "next job";

    private final Notes notes;
    private List<SyncJob> order = List.of();

    /**
     * Creates the turns of a run.
     *
     * @param notes what earlier runs of the same jobs have noted
     */
    Turns(Notes notes) {
        this.notes = notes;
    }

    /** Whether a job creates the contacts that events go to. */
    static boolean makesContacts(SyncJob job) {
        return job instanceof PersonSync || (job instanceof ExportSync && !EventRun.makesEvents(job));
    }

    /** {@return the jobs, beginning with the one whose turn it is; jobs that create contacts run before any events} */
    List<SyncJob> order(List<SyncJob> jobs) {
        List<SyncJob> rotated = new ArrayList<>(jobs);
        Optional.ofNullable(notes.all().get(NEXT))
                .flatMap(name -> find(jobs, name))
                .ifPresent(next -> Collections.rotate(rotated, -jobs.indexOf(next)));
        List<SyncJob> makers = rotated.stream().filter(Turns::makesContacts).toList();
        List<SyncJob> ordered = new ArrayList<>();
        for (SyncJob job : rotated) {
            if (EventRun.makesEvents(job))
                makers.stream().filter(maker -> !ordered.contains(maker)).forEach(ordered::add);
            if (!ordered.contains(job)) ordered.add(job);
        }
        order = ordered;
        return List.copyOf(ordered);
    }

    /**
     * Notes whose turn is next.
     *
     * @param report the report of the run, with a part for each job
     */
    void end(SyncReport report) {
        Optional<SyncJob> paused = report.parts().stream()
                .filter(part -> part.outcome() == SyncOutcome.PAUSED)
                .findFirst()
                .flatMap(part -> find(order, part.job()));
        if (paused.isEmpty()) {
            notes.remove(NEXT);
            return;
        }
        int after = (order.indexOf(paused.get()) + 1) % order.size();
        notes.put(NEXT, order.get(after).name());
    }

    private static Optional<SyncJob> find(List<SyncJob> jobs, String name) {
        return jobs.stream().filter(job -> job.name().equals(name)).findFirst();
    }
}
