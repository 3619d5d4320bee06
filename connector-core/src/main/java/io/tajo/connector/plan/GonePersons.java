package io.tajo.connector.plan;

import io.tajo.connector.destination.ContactSnapshot;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.PersonIndex;
import java.util.Optional;
import java.util.Set;

/**
 * Counts the contacts whose persons a complete run did not meet: they were deleted, merged into another, or have no address
 * any more. For one run, after its last person.
 */
public final class GonePersons {
    private final PersonIndex persons;
    private final ContactSnapshot snapshot;
    private long contacts;

    /**
     * Creates the counter.
     *
     * @param persons which contacts each person has become
     * @param snapshot what Brevo holds, and which contacts the run has met
     */
    public GonePersons(PersonIndex persons, ContactSnapshot snapshot) {
        this.persons = persons;
        this.snapshot = snapshot;
    }

    /** {@return what the caller should know, if there are such contacts} */
    public Optional<String> remark() {
        contacts = 0;
        persons.forEach(this::count);
        if (contacts == 0) return Optional.empty();
        return Optional.of(
                contacts + " contacts belong to persons that PostHog no longer has, or that have no address any "
                        + "more. They stay as they are, but for mirrored lists, which they leave.");
    }

    private void count(Set<ContactKey> ofPerson) {
        if (ofPerson.stream().anyMatch(snapshot::hasMet)) return;
        contacts += ofPerson.stream()
                .filter(contact -> snapshot.of(contact).known())
                .count();
    }
}
