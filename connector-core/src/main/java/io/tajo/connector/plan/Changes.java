package io.tajo.connector.plan;

/** Takes what a plan decides: delivers it, or only counts what it would cost. For one thread. */
public interface Changes {

    /** Settles what an earlier run left under way, before anything is planned. */
    void resume();

    /**
     * Takes a change; it is sent now or with others later.
     *
     * @param change the change
     */
    void take(ContactChange change);

    /**
     * Takes a departure; it is sent now or with others later.
     *
     * @param departure who leaves which list
     */
    void take(ListDeparture departure);

    /** Sends what is left and waits until Brevo has carried out all of it. */
    void finish();

    /** Leaves everything that is not settled to the next run. */
    void abandon();
}
