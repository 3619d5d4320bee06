package io.tajo.connector.run;

import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.DeadLetter;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.report.SyncListener;
import io.tajo.connector.report.SyncReport;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keeps on record what does not reach Brevo, some hundred rows at a time, and passes everything on. For one thread. */
final class DeadLetterBox implements SyncListener {
    private static final int ROWS_AT_ONCE = 500;
    /** What a caller has written by hand, or a query has made, can't be read again under an id. */
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final SyncListener listener;
    private final DeadLetter.Kind kind;
    private final Clock clock;
    private final Instant started;
    private final Map<String, String> letters = new LinkedHashMap<>();
    private @Nullable Lease lease;

    DeadLetterBox(SyncListener listener, DeadLetter.Kind kind, Clock clock) {
        this.clock = clock;
        this.started = clock.instant();
        this.listener = listener;
        this.kind = kind;
    }

    void open(Lease ofRun) {
        lease = ofRun;
    }

    @Override
    public void rowRejected(String person, String reason) {
        listener.rowRejected(person, reason);
        if (!UUID.matcher(person).matches()) return;
        letters.put(person, reason);
        if (letters.size() == ROWS_AT_ONCE) flush();
    }

    void flush() {
        if (letters.isEmpty() || lease == null) return;
        lease.bury(letters, kind, clock.instant());
        letters.clear();
    }

    /** A complete run has met everybody: what did not fail in it has arrived, or is gone. */
    void complete() {
        flush();
        if (lease != null) lease.forgiveOlder(started);
    }

    /** Forgets those that a retry has brought to their end. */
    void forgive(Set<String> arrived) {
        flush();
        if (lease != null) lease.forgive(arrived);
    }

    @Override
    public void started(SyncJob job) {
        listener.started(job);
    }

    @Override
    public void read(long persons) {
        listener.read(persons);
    }

    @Override
    public void planned(long changes) {
        listener.planned(changes);
    }

    @Override
    public void waiting(Instant until) {
        listener.waiting(until);
    }

    @Override
    public void delivered(long contacts) {
        listener.delivered(contacts);
    }

    @Override
    public void finished(SyncReport report) {
        listener.finished(report);
    }
}
