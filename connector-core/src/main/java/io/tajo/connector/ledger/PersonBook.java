package io.tajo.connector.ledger;

import java.util.Collection;
import java.util.Map;

/**
 * Which contact each person has become, for all jobs of a ledger: how a person is known again whose address has changed.
 * Persons are known by {@link KeyedHash#person}. For the thread of the lease.
 */
public interface PersonBook {

    /**
     * Looks persons up.
     *
     * @param persons whom, a few thousand at the most
     * @return the contact of each; persons who are not known are left out
     */
    Map<Long, ContactKey> contacts(Collection<Long> persons);

    /**
     * Records which contact persons have become from now on.
     *
     * @param contacts the contact of each person
     */
    void link(Map<Long, ContactKey> contacts);
}
