package io.tajo.connector.plan;

import io.tajo.brevo.contacts.Contact;
import io.tajo.brevo.contacts.ContactId;
import io.tajo.brevo.contacts.ContactQuery;
import io.tajo.brevo.contacts.ContactsApi;
import io.tajo.connector.ledger.KeyedHash;
import io.tajo.connector.mapping.EmailAddress;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads all of Brevo's contacts, a thousand a call, to know who has opted out of what: no filter of Brevo's is known to
 * show an unsubscribe.
 */
public final class ConsentReader {
    private final ContactsApi contacts;

    /**
     * Creates a reader.
     *
     * @param contacts Brevo's contacts
     */
    public ConsentReader(ContactsApi contacts) {
        this.contacts = contacts;
    }

    /**
     * Reads how every contact stands.
     *
     * @param hash hashes the addresses
     * @param attributes the attributes that the run may write
     * @return the contacts' standings
     */
    public Consent read(KeyedHash hash, TargetAttributes attributes) {
        Set<String> booleans = attributes.booleans();
        Consent consent = new Consent();
        for (Contact contact : contacts.list(ContactQuery.all())) {
            String email = contact.email();
            if (email == null) continue;
            consent.add(hash.contact(email), standing(contact, booleans));
        }
        return consent;
    }

    /**
     * Reads how one contact stands.
     *
     * @param hash hashes the address
     * @param attributes the attributes that the run may write
     * @param address the contact's address
     * @return the standing of this contact only
     */
    public Consent readOne(KeyedHash hash, TargetAttributes attributes, String address) {
        Consent consent = new Consent();
        EmailAddress.parse(address)
                .ifPresent(email -> contacts.get(ContactId.email(email.value()))
                        .ifPresent(contact ->
                                consent.add(hash.contact(email.value()), standing(contact, attributes.booleans()))));
        return consent;
    }

    private static Standing standing(Contact contact, Set<String> booleans) {
        Set<String> trueOnes = booleans.stream()
                .filter(name -> contact.attributes().bool(name).orElse(false))
                .collect(Collectors.toSet());
        return new Standing(true, contact.emailBlacklisted(), contact.listIds(), contact.listUnsubscribed(), trueOnes);
    }
}
