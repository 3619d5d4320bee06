package io.tajo.connector.destination;

import io.tajo.brevo.contacts.Contact;
import io.tajo.brevo.contacts.ContactId;
import io.tajo.brevo.contacts.ContactQuery;
import io.tajo.brevo.contacts.ContactsApi;
import io.tajo.connector.ledger.KeyedHash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Reads what Brevo holds of all contacts, a thousand a call: no filter of Brevo's is known to show an unsubscribe. For one
 * thread.
 */
public final class SnapshotReader {
    /** Brevo's clock and ours may differ. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final ContactsApi contacts;
    private final KeyedHash hash;
    private final Clock clock;

    /**
     * Creates a reader.
     *
     * @param contacts Brevo's contacts
     * @param hash hashes the addresses
     * @param clock tells the time
     */
    public SnapshotReader(ContactsApi contacts, KeyedHash hash, Clock clock) {
        this.contacts = contacts;
        this.hash = hash;
        this.clock = clock;
    }

    /**
     * Reads every contact.
     *
     * @param marks the attributes whose values are compared
     * @return the snapshot
     */
    public ContactSnapshot read(ValueMarks marks) {
        ContactSnapshot snapshot = new ContactSnapshot(marks);
        snapshot.readAt(clock.instant());
        for (Contact contact : contacts.list(ContactQuery.all())) add(snapshot, contact);
        return snapshot;
    }

    /**
     * Reads one contact.
     *
     * @param marks the attributes whose values are compared
     * @param address the contact's address
     * @return the snapshot, in which every other contact is unknown
     */
    public ContactSnapshot readOne(ValueMarks marks, String address) {
        ContactSnapshot snapshot = new ContactSnapshot(marks);
        snapshot.readAt(clock.instant());
        contacts.get(ContactId.email(address)).ifPresent(contact -> add(snapshot, contact));
        return snapshot;
    }

    private void add(ContactSnapshot snapshot, Contact contact) {
        String email = contact.email();
        if (email == null) return;
        snapshot.add(
                hash.contact(email),
                status(contact),
                name -> contact.attributes().value(name).orElse(null));
    }

    /**
     * Looks again at the contacts that were changed since they were read, so that what they have opted out of meanwhile is
     * known. One call for each thousand of them.
     *
     * @param snapshot the snapshot, whose statuses are replaced
     */
    public void refresh(ContactSnapshot snapshot) {
        Instant now = clock.instant();
        for (Contact contact :
                contacts.list(ContactQuery.all().modifiedSince(snapshot.readAt().minus(CLOCK_SKEW)))) {
            String email = contact.email();
            if (email != null) snapshot.refresh(hash.contact(email), status(contact));
        }
        snapshot.readAt(now);
    }

    private static ContactStatus status(Contact contact) {
        return new ContactStatus(true, contact.emailBlacklisted(), contact.listIds(), contact.listUnsubscribed());
    }
}
