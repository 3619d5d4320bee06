package io.tajo.connector.plan;

import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.ContactState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a plan makes of one row: a person, or an event. */
public sealed interface Decision {

    /** {@return PostHog's id of the person, or uuid of the event} */
    String person();

    /**
     * The event must be sent.
     *
     * @param event the event
     * @param remarks what was left out of it
     */
    record Event(PlannedEvent event, Remarks remarks) implements Decision {
        @Override
        public String person() {
            return event.uuid();
        }
    }

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
     * @param contact the contact in the ledger
     * @param adoption what Brevo holds that the ledger did not know
     * @param remarks what was left out
     */
    record Unchanged(String person, ContactKey contact, Optional<ContactState> adoption, Remarks remarks)
            implements Decision {}

    /**
     * The person's address has changed: all persons must be read before it is known whether the contact can be renamed.
     *
     * @param person PostHog's id of the person
     */
    record Waiting(String person) implements Decision {}

    /**
     * An import of an earlier run carries the contact, and has not ended.
     *
     * @param person PostHog's id of the person
     */
    record UnderWay(String person) implements Decision {}

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
     * What goes along with a decision.
     *
     * @param refusedFields attributes that could not take their value, each with the reason
     * @param withheldLists lists that the contact has left and is not put back into
     * @param departures lists that the contact is taken out of
     * @param otherForms attributes that Brevo holds in a form of its own, which stay as they are
     */
    record Remarks(
            Map<String, String> refusedFields,
            Set<Long> withheldLists,
            List<ListRemoval> departures,
            Set<String> otherForms) {
        /** Nothing was left out. */
        public static final Remarks NONE = new Remarks(Map.of());

        /**
         * Returns remarks on attributes only.
         *
         * @param refusedFields attributes that could not take their value, each with the reason
         */
        public Remarks(Map<String, String> refusedFields) {
            this(refusedFields, Set.of(), List.of(), Set.of());
        }

        /**
         * Copies the collections.
         *
         * @param refusedFields attributes that could not take their value, each with the reason
         * @param withheldLists lists that the contact has left and is not put back into
         * @param departures lists that the contact is taken out of
         * @param otherForms attributes that Brevo holds in a form of its own
         */
        public Remarks {
            refusedFields = Map.copyOf(refusedFields);
            withheldLists = Set.copyOf(withheldLists);
            departures = List.copyOf(departures);
            otherForms = Set.copyOf(otherForms);
        }
    }
}
