package io.tajo.connector.plan;

import io.tajo.connector.destination.KeyTable;
import io.tajo.connector.ledger.ContactKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Contacts whose persons the mapping skips: some twelve bytes for each. For one thread. */
public final class SkippedContacts {
    /** A mapper may write a number into each of its reasons. */
    private static final int MOST_REASONS = 200;

    private final KeyTable contacts = new KeyTable();
    private final List<String> reasons = new ArrayList<>();

    private SkippedContacts() {}

    /** {@return a set without contacts} */
    public static SkippedContacts none() {
        return new SkippedContacts();
    }

    /**
     * Adds a contact.
     *
     * @param contact the contact
     * @param reason why it is skipped, for the report
     */
    public void add(ContactKey contact, String reason) {
        int number = reasons.indexOf(reason);
        if (number < 0 && reasons.size() < MOST_REASONS) {
            number = reasons.size();
            reasons.add(reason);
        }
        contacts.put(contact.high(), number < 0 ? MOST_REASONS : number);
    }

    /** Returns why a contact is skipped; empty if it is not. */
    Optional<String> reason(ContactKey contact) {
        int number = contacts.get(contact.high());
        if (number < 0) return Optional.empty();
        return Optional.of(number < reasons.size() ? reasons.get(number) : "skipped by the mapping");
    }
}
