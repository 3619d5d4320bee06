package io.tajo.connector.plan;

import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.ContactState;

/** Takes what a plan decides: delivers it, or only counts what it would cost. For one thread. */
public interface ChangeSink {

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
    void take(ListRemoval departure);

    /**
     * Takes what Brevo holds of a contact that need not change, and the ledger did not know.
     *
     * @param contact the contact
     * @param held what Brevo holds
     */
    void adopt(ContactKey contact, ContactState held);

    /** Sends what is left and waits until Brevo has carried out all of it. */
    void finish();

    /** Leaves everything that is not settled to the next run. */
    void abandon();
}
