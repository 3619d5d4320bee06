package io.tajo.connector.run;

import io.tajo.connector.ledger.Notes;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Whose turn it is. Where a quota does not last for all jobs, the next run begins with the pass after the one that the quota
 * ended at, so that the first jobs do not use it up in every run. For one run.
 */
final class Turns {
    private static final String NEXT = "next job";

    private final Notes notes;
    private List<Pass> order = List.of();

    /**
     * Creates the turns of a run.
     *
     * @param notes what earlier runs of the same jobs have noted
     */
    Turns(Notes notes) {
        this.notes = notes;
    }

    /** {@return the passes, beginning with the one whose turn it is; those that create contacts run before any events} */
    List<Pass> order(List<Pass> passes) {
        List<Pass> rotated = new ArrayList<>(passes);
        Optional.ofNullable(notes.all().get(NEXT))
                .flatMap(name -> find(passes, name))
                .ifPresent(next -> Collections.rotate(rotated, -passes.indexOf(next)));
        List<Pass> makers = rotated.stream().filter(Pass::makesContacts).toList();
        List<Pass> ordered = new ArrayList<>();
        for (Pass pass : rotated) {
            if (pass.makesEvents())
                makers.stream().filter(maker -> !ordered.contains(maker)).forEach(ordered::add);
            if (!ordered.contains(pass)) ordered.add(pass);
        }
        order = List.copyOf(ordered);
        return order;
    }

    /**
     * Notes whose turn is next.
     *
     * @param report the report of the run, with a part for each job
     */
    void end(SyncReport report) {
        Optional<Pass> paused = report.parts().stream()
                .filter(part -> part.outcome() == SyncOutcome.PAUSED)
                .findFirst()
                .flatMap(part -> find(order, part.job()));
        if (paused.isEmpty()) {
            notes.remove(NEXT);
            return;
        }
        int after = (order.indexOf(paused.get()) + 1) % order.size();
        notes.put(NEXT, order.get(after).first().name());
    }

    private static Optional<Pass> find(List<Pass> passes, String job) {
        return passes.stream()
                .filter(pass ->
                        pass.jobs().stream().anyMatch(each -> each.name().equals(job)))
                .findFirst();
    }
}
