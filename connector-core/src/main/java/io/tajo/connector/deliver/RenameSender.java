package io.tajo.connector.deliver;

import io.tajo.brevo.attributes.BuiltIn;
import io.tajo.brevo.contacts.Contact;
import io.tajo.brevo.contacts.ContactId;
import io.tajo.brevo.contacts.ContactUpdate;
import io.tajo.brevo.contacts.ContactsApi;
import io.tajo.client.NotFoundException;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.ContactState;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.plan.ContactChange;
import io.tajo.connector.plan.ContactChange.Former;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives contacts the new addresses of their persons, found by their external ids. For one thread. */
final class RenameSender {
    private static final String CHANGED = "the contact to be renamed has changed meanwhile; the next run looks again";

    private final ContactsApi contacts;
    private final Lease lease;

    RenameSender(ContactsApi contacts, Lease lease) {
        this.contacts = contacts;
        this.lease = lease;
    }

    /**
     * Renames a contact and changes the rest of it. A new address makes Brevo forget that its owner has opted out: the
     * contact is looked at once more before.
     *
     * @return why it was not done; empty if it was
     */
    Optional<String> carryOut(ContactChange change, Former former) {
        ContactId id = ContactId.extId(former.extId());
        Optional<Contact> contact = contacts.get(id);
        if (contact.isEmpty() || !former.key().equals(key(contact.get()))) {
            distrust(former);
            return Optional.of(CHANGED);
        }
        boolean mayChange = !contact.get().emailBlacklisted()
                && Collections.disjoint(contact.get().listUnsubscribed(), change.joins());
        if (!mayChange) return Optional.of(CHANGED);
        try {
            contacts.update(id, request(change));
            return Optional.empty();
        } catch (NotFoundException e) {
            return Optional.of(CHANGED);
        }
    }

    /** This contact does not have the external id any more: recorded, so that the next run leaves it where it is. */
    private void distrust(Former former) {
        String extId = BuiltIn.EXT_ID.name();
        ContactState known = lease.applied(List.of(former.key())).getOrDefault(former.key(), ContactState.NONE);
        boolean wasInDoubt =
                Long.valueOf(ContactState.IN_DOUBT).equals(known.fields().get(extId));
        long batch = lease.plan(
                Map.of(former.key(), new ContactState(Map.of(extId, ContactState.LOST), Set.of(), Set.of())));
        lease.attempt(batch);
        lease.settle(batch, wasInDoubt ? List.of(former.key()) : List.of(), List.of());
    }

    /** Knows the person by the new address from here on: another person may get the earlier one. */
    void settle(ContactChange change, Former former) {
        lease.forget(Set.of(former.key()));
        lease.persons().unlink(Map.of(lease.hash().person(change.person()), Set.of(former.key())));
    }

    private @Nullable ContactKey key(Contact contact) {
        String email = contact.email();
        return email == null ? null : lease.hash().contact(email);
    }

    private static ContactUpdate request(ContactChange change) {
        ContactUpdate request = ContactUpdate.none().changeEmail(change.email());
        for (Map.Entry<String, @Nullable Object> value : change.attributes().entrySet()) {
            boolean isExtId = value.getKey().equals(BuiltIn.EXT_ID.name());
            if (!isExtId) request = request.attribute(value.getKey(), value.getValue());
        }
        return change.joins().isEmpty() ? request : request.join(change.joins());
    }
}
