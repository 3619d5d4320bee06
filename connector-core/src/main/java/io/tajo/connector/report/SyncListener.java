package io.tajo.connector.report;

import io.tajo.connector.job.SyncJob;
import java.time.Instant;

/**
 * Receives progress callbacks during a run, for progress and metrics. Called on the thread that syncs; every method does
 * nothing by default. Jobs that run together are all started before the first row, and each callback names one of them.
 *
 * <p>An exception thrown by a callback fails the run: it is logged once with its stack trace, the run ends at its next row
 * without further callbacks but {@link #finished}, and its report is {@code FAILED} and names the callback. That holds for
 * each callback alike; of {@code finished}, the report that the caller gets says so.
 */
public interface SyncListener {

    /**
     * The run has started; nothing was read yet.
     *
     * @param job what is synced
     */
    default void started(SyncJob job) {}

    /**
     * Persons were read and decided about.
     *
     * @param job what is synced
     * @param persons how many so far
     */
    default void read(SyncJob job, long persons) {}

    /**
     * Changes were decided on.
     *
     * @param job what is synced
     * @param changes how many so far
     */
    default void planned(SyncJob job, long changes) {}

    /**
     * The run waits for a quota, for more than a second.
     *
     * @param job what is synced
     * @param until when it goes on, as far as is known now
     */
    default void waiting(SyncJob job, Instant until) {}

    /**
     * Changes have come to an end: applied, failed or left for the next run.
     *
     * @param job what is synced
     * @param contacts how many so far
     */
    default void delivered(SyncJob job, long contacts) {}

    /**
     * A person could not become a contact, an event could not be sent, or Brevo refused it.
     *
     * @param job what is synced
     * @param person PostHog's id of the person, or uuid of the event; of a row that has neither, its line in the file
     * @param reason why
     */
    default void rowRejected(SyncJob job, String person, String reason) {}

    /**
     * A person has another address now, and the contact was left with the earlier one.
     *
     * @param job what is synced
     * @param person PostHog's id of the person
     */
    default void addressChanged(SyncJob job, String person) {}

    /**
     * The run is over, as its report says. Called once for each {@link #started}, also for a run that ends with an
     * exception, whose report is {@code FAILED}.
     *
     * @param job what was synced
     * @param report the report
     */
    default void finished(SyncJob job, SyncReport report) {}

    /** {@return a listener that does nothing} */
    static SyncListener none() {
        return new SyncListener() {};
    }
}
