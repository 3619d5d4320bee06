package io.tajo.connector.plan;

import io.tajo.connector.ledger.ContactKey;

/**
 * A contact that is to leave a list that the library has put it into.
 *
 * @param key the contact in the ledger
 * @param email the contact's address
 * @param list the list's id
 */
public record ListRemoval(ContactKey key, String email, long list) {

    /** {@return the list only: the rest is personal} */
    @Override
    public String toString() {
        return "ListDeparture[" + list + "]";
    }
}
