package io.tajo.connector.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * The events that a job has sent, by PostHog's uuid, for as long as another run or job may read them again. For the thread of
 * the lease.
 */
public interface EventLog {

    /** How far an event has come. */
    enum State {
        /** Its request was about to leave: Brevo may have it, or not. */
        ATTEMPTED,
        /** Brevo took it in. */
        ACCEPTED
    }

    /**
     * What the book says of one event.
     *
     * @param state how far it has come
     * @param happened the time of the event
     * @param attempted when its request was last about to leave
     */
    record Entry(State state, Instant happened, Instant attempted) {}

    /**
     * Looks events up, also those that another job of the ledger has sent.
     *
     * @param uuids PostHog's uuids, a few hundred at the most
     * @return what is known of each; those that were never sent are left out
     */
    Map<String, Entry> known(Collection<String> uuids);

    /** {@return the events of which it is not known whether Brevo took them in, by PostHog's uuid} */
    Map<String, Entry> attempted();

    /**
     * Records that the request of some events is about to leave. On record when it returns.
     *
     * @param events PostHog's uuid of each, with the time of the event
     * @param now the time
     */
    void attempt(Map<String, Instant> events, Instant now);

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
     * @param before events whose request left before this
     */
    void forget(Instant before);
}
