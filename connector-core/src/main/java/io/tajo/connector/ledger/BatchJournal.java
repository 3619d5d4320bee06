package io.tajo.connector.ledger;

import java.sql.Connection;
import java.sql.SQLException;

/** Settles batches in the table of contacts, part by part. The ledger is locked meanwhile. For one thread. */
final class BatchJournal {
    private final BatchTable batches;
    private final ContactTable contacts;

    BatchJournal(BatchTable batches, ContactTable contacts) {
        this.batches = batches;
        this.contacts = contacts;
    }

    void settle(Connection connection, long batch, Settlement verdict) throws SQLException {
        for (int number : batches.parts(connection, batch)) {
            BatchTable.Part part = batches.part(connection, batch, number);
            contacts.merge(
                    connection,
                    part.changes().keySet(),
                    (contact, held) -> verdict.of(contact, change(part, contact), held));
        }
        batches.delete(connection, batch);
    }

    /** Ends what a run has left open: what Brevo has not answered is in doubt, and imports are, until they are settled. */
    void leave(Connection connection, String job) throws SQLException {
        for (long batch : batches.unanswered(connection, job)) settle(connection, batch, Settlement.UNKNOWN);
        for (long batch : batches.imports(connection, job).keySet()) {
            for (int number : batches.parts(connection, batch)) {
                BatchTable.Part part = batches.part(connection, batch, number);
                if (!part.carried()) carry(connection, batch, part);
            }
        }
    }

    /** Ends what was left open by runs of jobs that do not run again. */
    void leaveOrphans(Connection connection) throws SQLException {
        for (long batch : batches.orphaned(connection)) settle(connection, batch, Settlement.UNKNOWN);
    }

    private void carry(Connection connection, long batch, BatchTable.Part part) throws SQLException {
        contacts.merge(connection, part.changes().keySet(), (contact, held) -> {
            OpenChange open = change(part, contact);
            part.changes().put(contact, open.carried(held));
            return held.during(open.change());
        });
        batches.carry(connection, batch, part);
    }

    private static OpenChange change(BatchTable.Part part, ContactKey contact) {
        OpenChange open = part.changes().get(contact);
        if (open == null) throw new IllegalStateException("the part does not hold this contact");
        return open;
    }
}
