package io.tajo.examples.sandbox.brevo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The imports of an account, each with its own time. Guarded by its state's lock. */
final class ImportJobs {
    private final Duration duration;
    private final List<ImportJob> jobs = new ArrayList<>();

    ImportJobs(Duration duration) {
        this.duration = duration;
    }

    int count() {
        return jobs.size();
    }

    long start(long id, Instant now, Collection<Long> listIds, List<Map<?, ?>> rows, boolean empties) {
        jobs.add(new ImportJob(
                id, now.plus(duration.dividedBy(3)), now.plus(duration), new TreeSet<>(listIds), rows, empties));
        return id;
    }

    /** Carries out what has come to its end, oldest first. */
    void carryOutUntil(Instant now, Consumer<ImportJob> carryOut) {
        for (ImportJob job : jobs) {
            if (job.done || now.isBefore(job.endsAt)) continue;
            carryOut.accept(job);
            job.rows = List.of();
            job.done = true;
        }
    }

    List<Map<String, @Nullable Object>> json(Instant now, String fileBase) {
        return jobs.stream().map(job -> job.json(now, fileBase)).toList();
    }

    Optional<String> rejectFile(long processId, String file) {
        return jobs.stream()
                .filter(job -> job.id == processId && job.done)
                .map(job -> job.csv(file))
                .findFirst();
    }
}
