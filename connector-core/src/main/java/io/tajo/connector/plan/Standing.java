package io.tajo.connector.plan;

import java.util.Set;

/**
 * How a contact stands in Brevo, as far as a plan must know.
 *
 * @param known whether Brevo holds the contact
 * @param blocklisted whether the contact has opted out of e-mail
 * @param memberOf the lists that it is in
 * @param left the lists that it has unsubscribed from
 * @param trueAttributes the boolean attributes that are true
 */
record Standing(boolean known, boolean blocklisted, Set<Long> memberOf, Set<Long> left, Set<String> trueAttributes) {
    static final Standing UNKNOWN = new Standing(false, false, Set.of(), Set.of(), Set.of());
}
