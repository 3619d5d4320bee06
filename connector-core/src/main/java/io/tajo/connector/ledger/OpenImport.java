package io.tajo.connector.ledger;

import java.util.Set;

/**
 * An import of an earlier run that Brevo has accepted and whose end that run did not see.
 *
 * @param batch the batch, to be settled like one of this run
 * @param process Brevo's process, which tells how the import ended
 * @param contacts the contacts that it carries
 */
public record OpenImport(long batch, long process, Set<ContactKey> contacts) {
    /**
     * Copies the contacts.
     *
     * @param batch the batch
     * @param process Brevo's process
     * @param contacts the contacts that it carries
     */
    public OpenImport {
        contacts = Set.copyOf(contacts);
    }
}
