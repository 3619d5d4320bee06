package io.tajo.connector.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A ledger in the tables of a database. */
final class JdbcLedger implements Ledger {
    /** Longer than any call of either service takes, retries included; shorter than anybody waits for a dead process. */
    static final Duration LEASE_TIME = Duration.ofMinutes(5);

    private final Database database;
    private final byte[] key;
    private final Duration leaseTime;
    /** Holds that this process could not end, and knows to be over. */
    private final Set<Long> abandoned = ConcurrentHashMap.newKeySet();

    private JdbcLedger(Database database, byte[] key, Duration leaseTime) {
        this.database = database;
        this.key = key;
        this.leaseTime = leaseTime;
    }

    static JdbcLedger open(Database database, KeyChoice choice, Duration leaseTime) {
        try (Session session = Session.open(database)) {
            Schema.migrate(session);
            return new JdbcLedger(database, choice.settle(session), leaseTime);
        }
    }

    @Override
    public Lease lease(String job) {
        Session session = Session.open(database);
        try {
            return JdbcLease.take(session, job, origin(false));
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    @Override
    public Lease lease(String job, Lease within) {
        return within instanceof JdbcLease outer ? JdbcLease.take(outer.session(), job, origin(true)) : lease(job);
    }

    private JdbcLease.Origin origin(boolean within) {
        return new JdbcLease.Origin(KeyedHash.of(key), leaseTime, abandoned, within);
    }

    @Override
    public List<DeadLetter> deadLetters(DeadLetterQuery query) {
        try (Session session = Session.open(database)) {
            return session.ask("list dead letters", connection -> DeadLetterTable.list(connection, query));
        }
    }

    @Override
    public void close() {
        // The data source is the caller's, and each lease gives its connection back.
    }
}
