package io.tajo.brevo.contacts;

import java.util.regex.Pattern;

/**
 * What a contact is found by. Its kind is always sent along, because Brevo would read a numeric external id as its own.
 *
 * @param identifierType Brevo's word for the kind
 * @param value the identifier
 */
public record ContactId(String identifierType, String value) {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

    /**
     * Checks that there is an identifier, without which the route would be another, and that a number is one.
     *
     * @param identifierType Brevo's word for the kind
     * @param value the identifier
     */
    public ContactId {
        if (value.isBlank()) throw new IllegalArgumentException("a contact's " + identifierType + " is not blank");
        if (identifierType.equals("contact_id") && !NUMBER.matcher(value).matches()) {
            throw new IllegalArgumentException("a contact_id is Brevo's number for a contact; what was given is none");
        }
    }

    /**
     * Returns the id of the contact with an address.
     *
     * @param address the address
     * @return the id
     */
    public static ContactId email(String address) {
        return new ContactId("email_id", address);
    }

    /**
     * Returns Brevo's own id of a contact.
     *
     * @param id the number
     * @return the id
     */
    public static ContactId id(long id) {
        return new ContactId("contact_id", String.valueOf(id));
    }

    /**
     * Returns the id of the contact with an external id.
     *
     * @param id the external id
     * @return the id
     */
    public static ContactId extId(String id) {
        return new ContactId("ext_id", id);
    }

    /** {@return the kind only: the value may be an address} */
    @Override
    public String toString() {
        return "ContactId[" + identifierType + "]";
    }
}
