package io.tajo.connector.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** An H2 database in a file of this process. Safe for any thread. */
final class H2File implements Database, AutoCloseable {
    /** An empty database has some tens of kilobytes, of which hardly one is in use. */
    private static final long WORTH_COMPACTING = 1_000_000;

    private static final long SMALLEST_STEP = 64_000;

    private static final String STATE = "SELECT setting_name, setting_value FROM information_schema.settings "
            + "WHERE setting_name IN ('info.FILE_SIZE', 'info.FILL_RATE', 'info.CHUNKS_FILL_RATE')";

    private final Driver driver;
    private final Path file;
    /** H2 closes a database with its last connection. */
    private final Connection first;

    private H2File(Driver driver, Path file) throws SQLException {
        this.driver = driver;
        this.file = file;
        this.first = connect();
    }

    static H2File open(Path file) {
        if (file.toString().indexOf(';') >= 0) throw new IllegalArgumentException("H2 takes no path with a semicolon");
        try {
            return new H2File(driver(), file);
        } catch (SQLException e) {
            throw new LedgerException(
                    "The ledger " + file + ".mv.db can't be opened: H2 says \"" + DriverMessage.of(e) + "\". "
                            + (DriverMessage.tellsFullDisk(e) ? "Its disk is full: make room on it. " : "")
                            + "If it was copied while in use, or made by a newer H2, put back a good copy of it and its "
                            + "key, or delete both to begin anew. " + LedgerException.WHAT_FORGETTING_MEANS,
                    e);
        }
    }

    /** By name, so that H2 is needed only by those who use it. */
    private static Driver driver() {
        try {
            return Class.forName("org.h2.Driver")
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LedgerException(
                    "An embedded ledger needs H2, which is not on the class path or module path. Add the dependency "
                            + "com.h2database:h2:2.5.252, or use Ledger.jdbc(...) with a database of your own.",
                    e);
        }
    }

    /**
     * A commit is in the file when it returns (WRITE_DELAY), the cache leaves room in a small heap (in kilobytes), pages are
     * small since each request touches contacts at random, no hook outlives the ledger, and no trace file quotes what was written.
     * No interrupt reaches H2: see {@link StoreThread}.
     */
    @Override
    public Connection connect() throws SQLException {
        return StoreThread.once(this::connectHere);
    }

    private Connection connectHere() throws SQLException {
        Properties user = new Properties();
        user.setProperty("user", "ledger");
        user.setProperty("password", "");
        Connection connection = driver.connect(
                "jdbc:h2:" + file
                        + ";WRITE_DELAY=0;CACHE_SIZE=8192;PAGE_SIZE=4096;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0",
                user);
        if (connection == null) throw new SQLException("H2 does not know its own address");
        return connection;
    }

    @Override
    public String place() {
        return "the database " + file + ".mv.db";
    }

    @Override
    public String remedy() {
        return "See that its disk is not full and that nothing else writes to the file, open the ledger anew, and run the "
                + "job again: it goes on from what is on record.";
    }

    /** H2 does not always say so: its file grows in steps of some kilobytes. */
    @Override
    public boolean isFull() {
        try {
            return Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace() < SMALLEST_STEP;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void force(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
        }
    }

    /** Ends every connection. */
    @Override
    public void close() {
        try {
            boolean unused = StoreThread.once(this::shutDown);
        } catch (SQLException e) {
            throw new LedgerException(
                    "The ledger " + file + ".mv.db can't be closed: H2 says \"" + DriverMessage.of(e)
                            + "\". What was committed is on disk. See that there is room for a second copy of it.",
                    e);
        }
    }

    private boolean shutDown() throws SQLException {
        try (first;
                Statement statement = first.createStatement()) {
            return statement.execute(isSparse(statement) ? "SHUTDOWN COMPACT" : "SHUTDOWN");
        }
    }

    /** H2 tells how full the file is with chunks, and the chunks with what is not outdated, both in percent. */
    private static boolean isSparse(Statement statement) throws SQLException {
        Map<String, Long> state = new HashMap<>();
        try (ResultSet rows = statement.executeQuery(STATE)) {
            while (rows.next()) state.put(rows.getString(1), rows.getLong(2));
        }
        long live = state.getOrDefault("info.FILL_RATE", 100L) * state.getOrDefault("info.CHUNKS_FILL_RATE", 100L);
        return state.getOrDefault("info.FILE_SIZE", 0L) > WORTH_COMPACTING && live < 100 * 100 / 2;
    }
}
