package io.tajo.connector.run;

import io.tajo.connector.deliver.RunProgress;
import io.tajo.connector.deliver.RunStatistics;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.DeadLetter;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.report.SyncReport;
import io.tajo.connector.report.SyncReportBuilder;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One job's part of a run: its lease, its counts and its report. For one thread. */
final class JobPart {
    private final SyncJob job;
    private final RunProgress progress;
    private final RunStatistics statistics;
    private final SyncReportBuilder report;
    private @Nullable Lease lease;
    private @Nullable DeadLetterBox letters;
    private boolean ended;

    JobPart(RunSettings settings, SyncJob job, Instant started, boolean dry) {
        this.job = job;
        this.progress = new RunProgress(settings.listener(), job, dry);
        this.statistics = new RunStatistics(progress, this::lose);
        this.report = SyncReport.builder(job.name(), started);
    }

    /** Begins the part: its job is held. */
    void begin(Lease held, RunSettings settings, DeadLetter.Kind rows, boolean dry) {
        lease = held;
        if (!dry) letters = new DeadLetterBox(held, rows, settings.clock());
        progress.started();
        progress.check();
    }

    /** Ends the part before the others, as failed. */
    void fail(String why) {
        if (!ended) report.failed(why);
        ended = true;
    }

    /** Ends the part before it began: the job runs elsewhere. */
    void busy(String why) {
        report.busy(why);
        ended = true;
    }

    /** Returns whether the part has not ended yet. */
    boolean isOpen() {
        return !ended;
    }

    private void lose(String id, String reason) {
        if (letters != null) letters.add(id, reason);
    }

    void flush() {
        if (letters != null) letters.flush();
    }

    SyncJob job() {
        return job;
    }

    Lease lease() {
        return Objects.requireNonNull(lease, "the job is not held yet");
    }

    /** Returns the record of rows that do not arrive; a run that is only shown has none. */
    DeadLetterBox letters() {
        return Objects.requireNonNull(letters, "a dry run keeps no letters");
    }

    RunProgress progress() {
        return progress;
    }

    RunStatistics statistics() {
        return statistics;
    }

    SyncReportBuilder report() {
        return report;
    }
}
