package io.tajo.connector.deliver;

import io.tajo.connector.job.SyncJob;
import io.tajo.connector.plan.Masked;
import io.tajo.connector.report.SyncListener;
import io.tajo.connector.report.SyncReport;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a listener how one run goes. What the listener throws is logged once and kept: it fails the run at its next row, and
 * never in the middle of a delivery. Then only the end of the run is told. For one thread.
 */
public final class RunProgress {
    private static final Logger LOG = LoggerFactory.getLogger(RunProgress.class);

    private final SyncListener listener;
    private final SyncJob job;
    private final boolean dry;
    private boolean started;
    private @Nullable String failure;

    /**
     * Prepares to tell a listener.
     *
     * @param listener the caller's
     * @param job what the run syncs
     * @param dry whether nothing is delivered, so that rows and deliveries are not told
     */
    public RunProgress(SyncListener listener, SyncJob job, boolean dry) {
        this.listener = listener;
        this.job = job;
        this.dry = dry;
    }

    /** The listener has thrown: the run ends. */
    public static final class ListenerFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private ListenerFailedException(String message) {
            super(message);
        }
    }

    /**
     * Ends the run if the listener has thrown.
     *
     * @throws ListenerFailedException if it has
     */
    public void check() {
        if (failure != null) throw new ListenerFailedException(failure);
    }

    /** {@return what the listener threw, for the report} */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** {@return whether the start of the run was told, so that its end must be} */
    public boolean isStarted() {
        return started;
    }

    /** Tells the start. */
    public void started() {
        started = true;
        tell("started", () -> listener.started(job));
    }

    /**
     * Tells how many rows were read and decided about.
     *
     * @param rows how many so far
     */
    public void read(long rows) {
        tell("read", () -> listener.read(job, rows));
    }

    /**
     * Tells how many changes were decided on.
     *
     * @param changes how many so far
     */
    public void planned(long changes) {
        tell("planned", () -> listener.planned(job, changes));
    }

    /**
     * Tells a wait.
     *
     * @param until when it is over
     */
    public void waiting(Instant until) {
        tell("waiting", () -> listener.waiting(job, until));
    }

    void delivered(long changes) {
        if (!dry) tell("delivered", () -> listener.delivered(job, changes));
    }

    void rowRejected(String row, String reason) {
        if (!dry) tell("rowRejected", () -> listener.rowRejected(job, row, reason));
    }

    /**
     * Tells of a contact that was left with an earlier address.
     *
     * @param person PostHog's id of the person
     */
    public void addressChanged(String person) {
        if (!dry) tell("addressChanged", () -> listener.addressChanged(job, person));
    }

    /**
     * Tells the end, once, and also to a listener that has thrown.
     *
     * @param report what the run did
     */
    public void finished(SyncReport report) {
        if (!started) return;
        started = false;
        call("finished", () -> listener.finished(job, report));
    }

    private void tell(String callback, Runnable call) {
        if (failure == null) call(callback, call);
    }

    private void call(String callback, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            if (failure != null) return;
            Masked masked = Masked.copyOf(e);
            failure = "The listener's " + callback + "(...) failed with " + masked
                    + ". Its stack trace is in the log. A run ends with its listener: mend it, and run the job again.";
            LOG.error("a listener fails its run [job={}, callback={}]", job.name(), callback, masked);
        }
    }
}
