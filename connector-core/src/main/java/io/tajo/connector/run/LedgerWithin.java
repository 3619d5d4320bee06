package io.tajo.connector.run;

import io.tajo.connector.ledger.DeadLetter;
import io.tajo.connector.ledger.DeadLetterQuery;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.ledger.Ledger;
import java.util.List;

/**
 * A ledger whose jobs are taken within the lease of a whole run, so that both need one connection only.
 *
 * @param ledger the ledger
 * @param whole the lease of the whole run
 */
record LedgerWithin(Ledger ledger, Lease whole) implements Ledger {
    @Override
    public Lease lease(String job) {
        whole.check();
        return ledger.lease(job, whole);
    }

    @Override
    public List<DeadLetter> deadLetters(DeadLetterQuery query) {
        return ledger.deadLetters(query);
    }

    /** The ledger stays open: it belongs to its opener. */
    @Override
    public void close() {}
}
