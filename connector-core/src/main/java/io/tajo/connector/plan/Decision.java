package io.tajo.connector.plan;

import java.util.Map;
import java.util.Set;

/** What a plan makes of one person. */
public sealed interface Decision {

    /** {@return PostHog's id of the person} */
    String person();

    /**
     * The contact must change.
     *
     * @param change how
     * @param remarks what was left out of it
     */
    record Changed(ContactChange change, Remarks remarks) implements Decision {
        @Override
        public String person() {
            return change.person();
        }
    }

    /**
     * Brevo holds already what it should.
     *
     * @param person PostHog's id of the person
     * @param remarks what was left out
     */
    record Unchanged(String person, Remarks remarks) implements Decision {}

    /**
     * The address was met before in this run.
     *
     * @param person PostHog's id of the person
     */
    record Merged(String person) implements Decision {}

    /**
     * The person can't become a contact.
     *
     * @param person PostHog's id of the person
     * @param reason why
     */
    record Rejected(String person, String reason) implements Decision {}

    /**
     * The person is left out on purpose.
     *
     * @param person PostHog's id of the person
     * @param reason why
     */
    record Skipped(String person, String reason) implements Decision {}

    /**
     * What was left out of a contact that goes on without it.
     *
     * @param refusedFields attributes that could not take their value, each with the reason
     * @param withheldLists lists that the contact has left and is not put back into
     */
    record Remarks(Map<String, String> refusedFields, Set<Long> withheldLists) {
        /** Copies both. */
        public Remarks {
            refusedFields = Map.copyOf(refusedFields);
            withheldLists = Set.copyOf(withheldLists);
        }
    }
}
