package io.tajo.connector.run;

import io.tajo.connector.ledger.Lease;
import io.tajo.connector.ledger.Ledger;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The leases of the jobs of one run, closed together, the last one first. For one thread. */
final class Leases implements AutoCloseable {
    private final Deque<Lease> leases = new ArrayDeque<>();

    /** Takes the lease of a job. */
    Lease take(Ledger ledger, String job) {
        Lease lease = ledger.lease(job);
        leases.push(lease);
        return lease;
    }

    @Override
    public void close() {
        @Nullable RuntimeException problem = null;
        while (!leases.isEmpty()) {
            try {
                leases.pop().close();
            } catch (RuntimeException e) {
                if (problem == null) problem = e;
                else problem.addSuppressed(e);
            }
        }
        if (problem != null) throw problem;
    }
}
