package io.tajo.connector.ledger;

import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;

/**
 * Remembers what Brevo was last proven to hold, so that the next run sends only the difference. Holds hashes of addresses
 * and of values, made with a key, and PostHog's uuids. The extension point for stores; safe for any thread.
 */
public interface Ledger extends AutoCloseable {

    /**
     * Takes a job, so that no other run of it can start.
     *
     * @param job the job's name
     * @return the lease, to be closed when the run is over
     * @throws JobRunningException if the job is running
     * @throws LedgerException if the store fails
     */
    Lease lease(String job);

    /**
     * Takes a job within another lease of this ledger, over the same connection where there is one.
     *
     * @param job the job's name
     * @param within the other lease, of the same thread, which is closed after the new one
     * @return the lease, to be closed when the run of the job is over
     * @throws JobRunningException if the job is running
     * @throws LedgerException if the store fails
     */
    default Lease lease(String job, Lease within) {
        return lease(job);
    }

    /**
     * Lists persons and events that did not reach Brevo, those that failed last first.
     *
     * @param query which
     * @return the letters
     * @throws LedgerException if the store fails
     */
    List<DeadLetter> deadLetters(DeadLetterQuery query);

    /** Lets go of what the ledger holds open. */
    @Override
    void close();

    /**
     * Returns a ledger that is forgotten with this process. After a restart a contact that was deleted in Brevo is created
     * again, events are sent again, and the first run sends every contact again.
     *
     * @return the ledger
     */
    static Ledger inMemory() {
        return new InMemoryLedger();
    }

    /**
     * Opens a ledger in files of its own, for one process at a time. Needs H2 ({@code com.h2database:h2}) on the class path
     * or module path. Closing the ledger gives back the space that a large run took.
     *
     * <p>Makes {@code <file>.mv.db}, {@code <file>.lock}, and {@code <file>.key} with the key of the hashes, which only the
     * owner may read where the file system knows owners. Back up database and key together, or neither.
     *
     * @param file where, without an extension; missing directories are made
     * @return the ledger, to be closed
     * @throws LedgerException if H2 is missing, another ledger has the file open, or it can't be read
     */
    static Ledger embedded(Path file) {
        return EmbeddedLedger.open(file, JdbcLedger.LEASE_TIME);
    }

    /**
     * Opens a ledger in a database, which several processes may share. Makes the tables that it needs, named
     * {@code tajo_ledger_...}, and brings older ones up to date. A run holds one connection from its start to its end, of several
     * jobs too, and renews its hold on them from a thread that ends with the run.
     *
     * @param database PostgreSQL, or H2 from 2.2.220 on; stays open when the ledger is closed
     * @param key at least 16 random bytes, the same for every process and for good: with another one no contact is recognised
     * @return the ledger
     * @throws LedgerException if the database fails, has tables of a newer version, or was used with another key
     */
    static Ledger jdbc(DataSource database, byte[] key) {
        return JdbcLedger.open(new SharedDatabase(database), KeyChoice.of(key), JdbcLedger.LEASE_TIME);
    }

    /**
     * Opens a ledger in a database as {@link #jdbc(DataSource, byte[])} does, with a key that is drawn once and kept in the
     * database. That is weaker: who can read the ledger can find out whether a known address is in it.
     *
     * @param database PostgreSQL, or H2 from 2.2.220 on; stays open when the ledger is closed
     * @return the ledger
     * @throws LedgerException if the database fails, has tables of a newer version, or was used with a key of its own
     */
    static Ledger jdbc(DataSource database) {
        return JdbcLedger.open(new SharedDatabase(database), KeyChoice.drawnOnce(), JdbcLedger.LEASE_TIME);
    }
}
