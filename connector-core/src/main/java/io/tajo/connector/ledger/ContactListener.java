package io.tajo.connector.ledger;

import java.util.Collection;

/** Is told which contacts a run has proven or forgotten. For the thread of the lease. */
public interface ContactListener {
    /**
     * Takes contacts that Brevo is proven to hold.
     *
     * @param contacts the contacts
     */
    void proven(Collection<ContactKey> contacts);

    /**
     * Takes contacts that Brevo does not hold any more.
     *
     * @param contacts the contacts
     */
    void forgotten(Collection<ContactKey> contacts);

    /** {@return a listener that does nothing} */
    static ContactListener none() {
        return new ContactListener() {
            @Override
            public void proven(Collection<ContactKey> contacts) {}

            @Override
            public void forgotten(Collection<ContactKey> contacts) {}
        };
    }
}
