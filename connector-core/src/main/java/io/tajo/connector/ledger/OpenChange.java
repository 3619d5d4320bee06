package io.tajo.connector.ledger;

import org.jspecify.annotations.Nullable;

/**
 * One contact's change in an open batch.
 *
 * @param change what Brevo will hold more, or hold otherwise
 * @param before what was known of the contact before it was put in doubt; null until that has happened
 */
record OpenChange(ContactState change, @Nullable ContactState before) {

    static OpenChange of(ContactState change) {
        return new OpenChange(change, null);
    }

    /** Returns this change once its run is over and its contact is in doubt. */
    OpenChange carried(ContactState held) {
        return before == null ? new OpenChange(change, held) : this;
    }

    /** Returns what is known of the contact once Brevo has refused the change. */
    ContactState refused(ContactState held) {
        if (before == null) return held;
        // Another run has changed the contact meanwhile: what is in doubt then stays so.
        return held.equals(before.during(change)) ? before : held;
    }
}
