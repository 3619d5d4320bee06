package io.tajo.connector.ledger;

/**
 * Remembers what Brevo was last proven to hold, so that the next run sends only the difference. The extension point for
 * stores; safe for any thread.
 */
public interface Ledger extends AutoCloseable {

    /**
     * Takes a job, so that no other run of it can start.
     *
     * @param job the job's name
     * @return the lease, to be closed when the run is over
     * @throws JobRunningException if the job is running
     */
    Lease lease(String job);

    /** Lets go of what the ledger holds open. */
    @Override
    void close();

    /**
     * Returns a ledger that is forgotten with this process: the first run of the next one sends everything again.
     *
     * @return the ledger
     */
    static Ledger inMemory() {
        return new InMemoryLedger();
    }
}
