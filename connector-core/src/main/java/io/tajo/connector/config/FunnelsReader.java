package io.tajo.connector.config;

import io.tajo.connector.job.FunnelSync;
import io.tajo.connector.job.Mirror;
import io.tajo.connector.job.SyncJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the jobs over funnels. For one configuration. */
final class FunnelsReader {
    private final List<Section> funnels;

    FunnelsReader(List<Section> funnels) {
        this.funnels = List.copyOf(funnels);
    }

    List<SyncJob> read() {
        List<SyncJob> jobs = new ArrayList<>();
        for (Section funnel : funnels) {
            Optional<String> name = funnel.text("name");
            Optional<FunnelSync> start = start(funnel);
            // What follows is checked even where the funnel itself is wrong.
            FunnelSync job = settings(start.orElseGet(() -> FunnelSync.insight("none")), funnel);
            funnel.refuseOthers();
            if (start.isPresent()) jobs.add(name.isPresent() ? job.named("funnel " + name.get()) : job);
        }
        return jobs;
    }

    private static Optional<FunnelSync> start(Section funnel) {
        List<String> steps = funnel.texts("steps");
        Optional<String> insight = funnel.text("insight");
        if (insight.isEmpty()) {
            return funnel.checked("steps", () -> FunnelSync.steps(steps.toArray(new String[0])));
        }
        for (String own : List.of("steps", "within", "last_days")) {
            if (funnel.has(own)) funnel.problem(own, "a saved funnel (insight) has its own: leave one of them out");
        }
        return funnel.checked("insight", () -> FunnelSync.insight(insight.get()));
    }

    private static FunnelSync settings(FunnelSync start, Section funnel) {
        FunnelSync job = start;
        Optional<Duration> within = funnel.duration("within");
        if (within.isPresent()) job = job.within(within.get());
        OptionalLong days = funnel.number("last_days");
        if (days.isPresent()) job = job.lastDays((int) days.getAsLong());
        OptionalLong list = funnel.number("list");
        if (list.isPresent()) job = job.intoList(list.getAsLong());
        else funnel.remarkUseless("list", "reached", "dropped_before");
        Optional<String> stage = funnel.text("stage");
        if (stage.isPresent()) {
            FunnelSync listed = job;
            job = funnel.checked("stage", () -> listed.stageTo(stage.get())).orElse(listed);
        }
        Optional<Mirror> mirror = MirrorReader.read(funnel, "list", list.isPresent(), true);
        return place(mirror.isPresent() ? job.mirror(mirror.get()) : job.addOnly(), funnel);
    }

    private static FunnelSync place(FunnelSync job, Section funnel) {
        OptionalLong reached = funnel.number("reached");
        OptionalLong dropped = funnel.number("dropped_before");
        if (reached.isPresent() && dropped.isPresent()) {
            funnel.problem(
                    "reached",
                    "the list is of those who reached a step or of those who dropped before it: leave one out");
        }
        if (dropped.isPresent()) {
            return funnel.checked("dropped_before", () -> job.droppedBefore((int) dropped.getAsLong()))
                    .orElse(job);
        }
        if (reached.isEmpty()) return job;
        return funnel.checked("reached", () -> job.reached((int) reached.getAsLong()))
                .orElse(job);
    }
}
