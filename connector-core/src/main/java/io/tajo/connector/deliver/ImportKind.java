package io.tajo.connector.deliver;

import io.tajo.connector.plan.ContactChange;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** What an import does to its contacts: changes of one kind go out together. */
sealed interface ImportKind {
    /**
     * Sets attributes and creates contacts.
     *
     * @param afterClears whether some of the attributes must be cleared before
     */
    record Values(boolean afterClears) implements ImportKind {}

    /**
     * Clears attributes.
     *
     * @param attributes the attributes, the same ones of every contact
     */
    record Clears(Set<String> attributes) implements ImportKind {
        public Clears {
            attributes = Collections.unmodifiableSet(new TreeSet<>(attributes));
        }
    }

    /**
     * Puts contacts into a list.
     *
     * @param list the list
     */
    record Members(long list) implements ImportKind {}

    /** Returns the part of a change that sets attributes, or the whole if it has no other. */
    static ContactChange values(ContactChange change) {
        return change.withoutJoins().without(change.cleared());
    }

    /** Returns what sets the values of a change. */
    static Values valuesOf(ContactChange change) {
        return new Values(change.way() == ContactChange.Way.CLEAR_FIRST);
    }
}
