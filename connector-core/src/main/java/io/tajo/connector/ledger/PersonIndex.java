package io.tajo.connector.ledger;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which contacts each person has become, for all jobs of a ledger: how a person is known again whose address has changed.
 * Persons are known by {@link KeyedHash#person}. For the thread of the lease.
 */
public interface PersonIndex {

    /**
     * Looks persons up.
     *
     * @param persons the persons, a few thousand at the most
     * @return the contacts of each, nearly always one; persons who are not known are left out
     */
    Map<Long, Set<ContactKey>> contacts(Collection<Long> persons);

    /**
     * Goes through all persons, some thousand at a time.
     *
     * @param action receives the contacts of each person
     */
    void forEach(Consumer<Set<ContactKey>> action);

    /**
     * Records a contact that each of some persons has become, besides those before.
     *
     * @param contacts the contact of each person
     */
    void link(Map<Long, ContactKey> contacts);

    /**
     * Forgets that persons were some contacts.
     *
     * @param contacts the contacts of each person that are gone, or belong to another person
     */
    void unlink(Map<Long, Set<ContactKey>> contacts);
}
