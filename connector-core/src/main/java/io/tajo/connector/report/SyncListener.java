package io.tajo.connector.report;

import io.tajo.connector.job.SyncJob;
import java.time.Instant;

/**
 * Told how a run goes, for progress and metrics. Called on the thread that syncs; every method does nothing by default.
 * What it throws ends the run.
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
     * @param persons how many so far
     */
    default void read(long persons) {}

    /**
     * Changes were decided on.
     *
     * @param changes how many so far
     */
    default void planned(long changes) {}

    /**
     * The run waits for a quota, for more than a second.
     *
     * @param until when it goes on, as far as is known now
     */
    default void waiting(Instant until) {}

    /**
     * Changes have come to an end: applied, failed or left for the next run.
     *
     * @param contacts how many so far
     */
    default void delivered(long contacts) {}

    /**
     * A person could not become a contact, an event could not be sent, or Brevo refused it.
     *
     * @param person PostHog's id of the person, or uuid of the event; of a row that has neither, its line in the file
     * @param reason why
     */
    default void rowRejected(String person, String reason) {}

    /**
     * A person has another address now, and the contact was left with the earlier one.
     *
     * @param person PostHog's id of the person
     */
    default void addressChanged(String person) {}

    /**
     * The run is over, as its report says. Not called for a run that ended with an exception.
     *
     * @param report the report
     */
    default void finished(SyncReport report) {}

    /** {@return a listener that does nothing} */
    static SyncListener none() {
        return new SyncListener() {};
    }
}
