package io.tajo.brevo.lists;

import io.tajo.brevo.contacts.ContactId;
import java.util.Set;

/**
 * What became of contacts that were to join or leave a list.
 *
 * @param changed who joined or left by this call
 * @param unchanged who was in the list before, or was not in it to leave it
 * @param refused contacts that Brevo knows and did not add, for reasons that it does not tell: one that left the list may be
 *     among them; none where contacts leave
 * @param unknown who is not in the list because Brevo does not know them; none where contacts leave, since either way they
 *     are not in the list
 */
public record Membership(
        Set<ContactId> changed, Set<ContactId> unchanged, Set<ContactId> refused, Set<ContactId> unknown) {

    /**
     * Copies the contacts.
     *
     * @param changed who joined or left by this call
     * @param unchanged who was in the list before, or was not in it to leave it
     * @param refused contacts that Brevo knows and did not add
     * @param unknown contacts that Brevo does not know
     */
    public Membership {
        changed = Set.copyOf(changed);
        unchanged = Set.copyOf(unchanged);
        refused = Set.copyOf(refused);
        unknown = Set.copyOf(unknown);
    }

    /** {@return how many of each: the rest is personal} */
    @Override
    public String toString() {
        return "Membership[changed=" + changed.size() + ", unchanged=" + unchanged.size() + ", refused="
                + refused.size() + ", unknown=" + unknown.size() + "]";
    }
}
