package io.tajo.connector.destination;

import java.util.Set;

/**
 * The status of one contact in Brevo.
 *
 * @param known whether Brevo holds the contact
 * @param blocklisted whether the contact has opted out of e-mail
 * @param memberOf the lists that it is in
 * @param left the lists that it has unsubscribed from
 */
public record ContactStatus(boolean known, boolean blocklisted, Set<Long> memberOf, Set<Long> left) {
    /** The status of a contact that Brevo does not hold. */
    public static final ContactStatus UNKNOWN = new ContactStatus(false, false, Set.of(), Set.of());

    /**
     * Copies the collections.
     *
     * @param known whether Brevo holds the contact
     * @param blocklisted whether the contact has opted out of e-mail
     * @param memberOf the lists that it is in
     * @param left the lists that it has unsubscribed from
     */
    public ContactStatus {
        memberOf = Set.copyOf(memberOf);
        left = Set.copyOf(left);
    }
}
