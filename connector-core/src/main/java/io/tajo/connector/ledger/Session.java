package io.tajo.connector.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection and its transactions. None stays open between two calls. Safe for any thread. */
final class Session implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final Database database;
    private final Connection connection;
    private final ReentrantLock lock = new ReentrantLock();
    private final Dialect dialect;
    private final @Nullable StoreThread thread;
    private final boolean autoCommit;
    private final int isolation;

    private Session(Database database, Connection connection) throws SQLException {
        this.database = database;
        this.connection = connection;
        this.dialect = Dialect.of(connection);
        this.autoCommit = connection.getAutoCommit();
        this.isolation = connection.getTransactionIsolation();
        this.thread = dialect == Dialect.H2 ? new StoreThread() : null;
    }

    /** What happens in one transaction. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T on(Connection connection) throws SQLException;
    }

    /** What happens in one transaction and has no result. */
    @FunctionalInterface
    interface Deed {
        void on(Connection connection) throws SQLException;
    }

    static Session open(Database database) {
        // A pool gives up waiting when it meets an interrupt, which is for the run.
        boolean interrupted = Thread.interrupted();
        try {
            return openUninterrupted(database);
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private static Session openUninterrupted(Database database) {
        Connection connection = null;
        try {
            connection = database.connect();
            Session session = new Session(database, connection);
            session.begin();
            return session;
        } catch (SQLException e) {
            if (connection != null) giveBack(connection);
            throw failure(database, "be opened", e);
        } catch (RuntimeException e) {
            if (connection != null) giveBack(connection);
            throw e;
        }
    }

    Dialect dialect() {
        return dialect;
    }

    /** Runs something in one transaction, which is rolled back if it fails. */
    <T extends @Nullable Object> T ask(String what, Work<T> work) {
        // An interrupt is for the run: the store must not meet it.
        boolean interrupted = Thread.interrupted();
        try {
            return inTurn(work);
        } catch (SQLException e) {
            throw failure(database, what, e);
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    /** The run and the renewal of its hold share the connection. */
    private <T extends @Nullable Object> T inTurn(Work<T> work) throws SQLException {
        lock.lock();
        try {
            return away(() -> transact(work));
        } finally {
            lock.unlock();
        }
    }

    /** Works where no interrupt reaches the store. */
    private <T extends @Nullable Object> T away(StoreThread.Work<T> work) throws SQLException {
        return thread == null ? work.go() : thread.call(work);
    }

    private void begin() throws SQLException {
        try {
            boolean unused = away(() -> {
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(false);
                return true;
            });
        } catch (SQLException | RuntimeException e) {
            if (thread != null) thread.close();
            throw e;
        }
    }

    private <T extends @Nullable Object> T transact(Work<T> work) throws SQLException {
        try {
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            rollBack();
            throw e;
        }
    }

    void run(String what, Deed deed) {
        ask(what, open -> {
            deed.on(open);
            return true;
        });
    }

    /** Runs something in the transaction that is open. */
    void within(String what, Deed deed) {
        try {
            deed.on(connection);
        } catch (SQLException e) {
            throw failure(database, what, e);
        }
    }

    /** As {@link #run}, and it lasts through a power cut. */
    void force(String what, Deed deed) {
        run(what, deed);
        run(what, database::force);
    }

    /** Keeps every other transaction that merges into what is there waiting until this one ends. */
    void lockLedger() throws SQLException {
        String sql = "SELECT id FROM tajo_ledger_meta WHERE id = 1" + dialect.forUpdate();
        try (PreparedStatement lock = connection.prepareStatement(sql)) {
            lock.executeQuery().close();
        }
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try (thread) {
            boolean unused = away(this::end);
        } catch (SQLException e) {
            LOG.debug("the ledger's connection can't be closed [state={}]", e.getSQLState());
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private boolean end() throws SQLException {
        try (connection) {
            connection.setAutoCommit(autoCommit);
            connection.setTransactionIsolation(isolation);
        } catch (SQLException e) {
            LOG.warn("the ledger's connection can't be given back as it was [state={}]", e.getSQLState());
        }
        return true;
    }

    private void rollBack() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debug("the ledger's connection is broken [state={}]", e.getSQLState());
        }
    }

    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("the ledger's connection can't be closed [state={}]", e.getSQLState());
        }
    }

    /** The cause keeps its place in the driver and loses its own words, which may quote the row that it chokes on. */
    private static LedgerException failure(Database database, String what, SQLException e) {
        String message = DriverMessage.of(e);
        SQLException bare = new SQLException(message, e.getSQLState(), e.getErrorCode());
        bare.setStackTrace(e.getStackTrace());
        boolean full = DriverMessage.tellsFullDisk(e) || database.isFull();
        String remedy = full
                ? "The disk of " + database.place() + " is full: make room on it, and run the job again."
                : database.remedy();
        return new LedgerException(
                "The ledger can't " + what + ": " + database.place() + " failed with \"" + message + "\". " + remedy,
                bare);
    }
}
