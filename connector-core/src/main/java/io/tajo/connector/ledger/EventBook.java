package io.tajo.connector.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * The events that a job has sent, by PostHog's uuid, for as long as another run may read them again. For the thread of
 * the lease.
 */
public interface EventBook {

    /** How far an event has come. */
    enum State {
        /** Its request was about to leave: Brevo may have it, or not. */
        ATTEMPTED,
        /** Brevo took it in. */
        ACCEPTED
    }

    /**
     * Looks events up.
     *
     * @param uuids PostHog's uuids, a few hundred at the most
     * @return how far each has come; those that were never sent are left out
     */
    Map<String, State> known(Collection<String> uuids);

    /**
     * Records that the request of some events is about to leave.
     *
     * @param events PostHog's uuid of each, with the time of the event
     */
    void attempt(Map<String, Instant> events);

    /**
     * Records that Brevo took some events in.
     *
     * @param uuids PostHog's uuids
     */
    void accept(Collection<String> uuids);

    /**
     * Records that Brevo surely has none of some events.
     *
     * @param uuids PostHog's uuids
     */
    void withdraw(Collection<String> uuids);

    /**
     * Forgets old events.
     *
     * @param before events that happened before this are read no more
     */
    void forget(Instant before);
}
