package io.tajo.connector.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A ledger in an H2 file that this process alone holds. */
final class EmbeddedLedger implements Ledger {
    private final LedgerFileLock hold;
    private final H2File database;
    private final JdbcLedger ledger;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedLedger(LedgerFileLock hold, H2File database, JdbcLedger ledger) {
        this.hold = hold;
        this.database = database;
        this.ledger = ledger;
    }

    static EmbeddedLedger open(Path file, Duration leaseTime) {
        Path base = inOneSpelling(file);
        LedgerFileLock hold = LedgerFileLock.take(base.resolveSibling(base.getFileName() + ".lock"));
        try {
            byte[] key = KeyFile.readOrDraw(
                    base.resolveSibling(base.getFileName() + ".key"),
                    base.resolveSibling(base.getFileName() + ".mv.db"));
            return open(hold, H2File.open(base), key, leaseTime);
        } catch (RuntimeException e) {
            hold.close();
            throw e;
        }
    }

    private static EmbeddedLedger open(LedgerFileLock hold, H2File database, byte[] key, Duration leaseTime) {
        try {
            JdbcLedger ledger = JdbcLedger.open(database, KeyChoice.of(key), leaseTime);
            dropDeadHolds(database);
            return new EmbeddedLedger(hold, database, ledger);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** The process that held a job is gone: the file's lock proves it. */
    private static void dropDeadHolds(H2File database) {
        try (Session session = Session.open(database)) {
            session.run("drop the holds of dead runs", connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.executeUpdate("DELETE FROM tajo_ledger_lease");
                }
            });
        }
    }

    private static Path inOneSpelling(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        Path name = absolute.getFileName();
        if (folder == null || name == null) throw new IllegalArgumentException("a ledger's file needs a name");
        try {
            Files.createDirectories(folder);
            return folder.toRealPath().resolve(name);
        } catch (IOException e) {
            throw new LedgerException("The ledger's folder " + folder + " can't be made: see who may write there.", e);
        }
    }

    @Override
    public Lease lease(String job) {
        return ledger.lease(job);
    }

    @Override
    public Lease lease(String job, Lease within) {
        return ledger.lease(job, within);
    }

    @Override
    public List<DeadLetter> deadLetters(DeadLetterQuery query) {
        return ledger.deadLetters(query);
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) return;
        try (hold) {
            database.close();
        }
    }
}
