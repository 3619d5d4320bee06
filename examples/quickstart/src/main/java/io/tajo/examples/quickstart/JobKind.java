package io.tajo.examples.quickstart;

import io.tajo.client.ConfigurationException;
import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.FunnelSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.QuerySync;
import io.tajo.connector.job.ReplaySync;
import io.tajo.connector.job.SyncJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of jobs, as the command line names them. */
enum JobKind {
    PERSONS(PersonSync.class),
    EVENTS(EventSync.class),
    COHORTS(CohortSync.class),
    FEATURE_FLAGS(FlagSync.class),
    FUNNELS(FunnelSync.class),
    SESSION_REPLAYS(ReplaySync.class),
    QUERIES(QuerySync.class);

    private static final Duration REPLAYS = Duration.ofDays(30);

    private final Class<? extends SyncJob> type;

    JobKind(Class<? extends SyncJob> type) {
        this.type = type;
    }

    static List<JobKind> parse(String names) {
        List<JobKind> kinds = new ArrayList<>();
        for (String name : names.split(",", -1)) kinds.add(of(name.strip()));
        return kinds;
    }

    private static JobKind of(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("There is no job \"" + name + "\"; the jobs are "
                        + Arrays.stream(values()).map(JobKind::label).collect(Collectors.joining(", "))
                        + ". See --help."));
    }

    /** Returns those of a file's jobs that were asked for. */
    static List<SyncJob> choose(List<JobKind> wanted, List<SyncJob> jobs) {
        if (wanted.isEmpty()) return jobs;
        List<SyncJob> chosen = jobs.stream()
                .filter(job -> wanted.stream().anyMatch(kind -> kind.type.isInstance(job)))
                .toList();
        if (chosen.isEmpty()) throw new ConfigurationException("The file switches on none of these jobs: " + wanted);
        return chosen;
    }

    /** Returns the jobs that need no file; every person if none was asked for. */
    static List<SyncJob> standard(List<JobKind> wanted) {
        if (wanted.isEmpty()) return List.of(PersonSync.all());
        return wanted.stream()
                .map(kind -> kind.standard()
                        .orElseThrow(() -> new ConfigurationException("The job \"" + kind.label()
                                + "\" needs to be described in a file: --config FILE.yaml. See the README.")))
                .toList();
    }

    private Optional<SyncJob> standard() {
        return switch (this) {
            case PERSONS -> Optional.of(PersonSync.all());
            case COHORTS -> Optional.of(CohortSync.all().intoListsNamedAlike());
            case SESSION_REPLAYS -> Optional.of(ReplaySync.last(REPLAYS));
            default -> Optional.empty();
        };
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
