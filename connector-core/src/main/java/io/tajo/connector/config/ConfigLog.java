package io.tajo.connector.config;

import io.tajo.client.CallAttempt;
import io.tajo.client.CallListener;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.report.SyncListener;
import io.tajo.connector.report.SyncReport;
import java.time.Instant;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Says what the file asks for: each call with {@code log_queries} or {@code debug}, each run with {@code log_sync}. */
final class ConfigLog implements CallListener, SyncListener {
    private static final Logger LOG = LoggerFactory.getLogger("io.tajo.connector");

    private final LogLevel ceiling;
    private final boolean calls;
    private final boolean queries;
    private final boolean runs;

    ConfigLog(LogLevel ceiling, boolean calls, boolean queries, boolean runs) {
        this.ceiling = ceiling;
        this.calls = calls;
        this.queries = queries;
        this.runs = runs;
    }

    @Override
    public void onAttempt(CallAttempt attempt) {
        boolean query = attempt.route().contains("/query/");
        if (queries && query) ceiling.log(LOG, Level.INFO, line(attempt));
        else if (calls) ceiling.log(LOG, Level.DEBUG, line(attempt));
    }

    private static String line(CallAttempt attempt) {
        return String.format(
                Locale.ROOT,
                "%s %s: %d in %d ms, attempt %d, waited %d ms, %d bytes out, %d in",
                attempt.service(),
                attempt.route(),
                attempt.status(),
                attempt.duration().toMillis(),
                attempt.number(),
                attempt.waited().toMillis(),
                attempt.bytesSent(),
                attempt.bytesReceived());
    }

    @Override
    public void started(SyncJob job) {
        if (runs) ceiling.log(LOG, Level.INFO, job.name() + " started");
    }

    @Override
    public void waiting(SyncJob job, Instant until) {
        if (runs) ceiling.log(LOG, Level.INFO, job.name() + " waits for a quota until " + until);
    }

    @Override
    public void rowRejected(SyncJob job, String row, String reason) {
        if (runs) ceiling.log(LOG, Level.DEBUG, job.name() + ": " + row + " rejected: " + reason);
    }

    @Override
    public void finished(SyncJob job, SyncReport report) {
        if (runs) ceiling.log(LOG, Level.INFO, report.summary());
    }
}
