package io.tajo.connector.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The row that says who runs a job, in the time of the database. Each holder has a token that no other ever had. */
final class JobLock {
    private static final String FIND =
            "SELECT holder, held_until, held_until > CURRENT_TIMESTAMP, since, token FROM tajo_ledger_lease WHERE job = ?";
    private static final String DRAW = "UPDATE tajo_ledger_meta SET last_token = last_token + 1 WHERE id = 1";
    private static final String DRAWN = "SELECT last_token FROM tajo_ledger_meta WHERE id = 1";
    private static final String LATER = "CURRENT_TIMESTAMP + CAST(? AS DOUBLE PRECISION) * INTERVAL '1' SECOND";
    private static final String TAKE =
            "INSERT INTO tajo_ledger_lease (job, token, holder, since, held_until) VALUES (?, ?, ?, CURRENT_TIMESTAMP, "
                    + LATER + ")";
    private static final String DROP = "DELETE FROM tajo_ledger_lease WHERE job = ?";
    private static final String EXTEND =
            "UPDATE tajo_ledger_lease SET held_until = GREATEST(held_until, " + LATER + ") WHERE job = ? AND token = ?";

    private static final String RELEASE = "DELETE FROM tajo_ledger_lease WHERE job = ? AND token = ?";
    private static final String FORGOTTEN =
            "DELETE FROM tajo_ledger_lease WHERE held_until < CURRENT_TIMESTAMP - INTERVAL '1' DAY";

    private final String job;
    private final long token;
    private final Duration leaseTime;

    private JobLock(String job, long token, Duration leaseTime) {
        this.job = job;
        this.token = token;
        this.leaseTime = leaseTime;
    }

    /**
     * Takes a job whose ledger is locked.
     *
     * @param abandoned tokens of this process whose runs have ended without giving the job back
     */
    static JobLock take(Connection connection, Dialect dialect, String job, Duration leaseTime, Set<Long> abandoned)
            throws SQLException {
        refuseWhileHeld(connection, dialect, job, abandoned);
        long token = token(connection);
        try (PreparedStatement drop = connection.prepareStatement(DROP);
                PreparedStatement take = connection.prepareStatement(TAKE)) {
            drop.setString(1, job);
            drop.executeUpdate();
            take.setString(1, job);
            take.setLong(2, token);
            take.setString(3, LockOwner.name());
            take.setDouble(4, seconds(leaseTime));
            take.executeUpdate();
        }
        return new JobLock(job, token, leaseTime);
    }

    /** Drops the locks of runs that died and that no run took over: contacts by hand never run under that name again. */
    static void dropForgotten(Connection connection) throws SQLException {
        try (PreparedStatement drop = connection.prepareStatement(FORGOTTEN)) {
            drop.executeUpdate();
        }
    }

    String job() {
        return job;
    }

    long token() {
        return token;
    }

    /** Keeps the lock until the transaction ends. */
    void keep(Connection connection) throws SQLException {
        try (PreparedStatement extend = connection.prepareStatement(EXTEND)) {
            extend.setDouble(1, seconds(leaseTime));
            extend.setString(2, job);
            extend.setLong(3, token);
            if (extend.executeUpdate() == 1) return;
        }
        throw new LeaseLostException(
                "Another run has taken over the job \"" + job + "\": this one had not renewed its hold "
                        + "for " + leaseTime
                        + " and counted as dead. What it was about to record is not on record; the other run "
                        + "finds out. End this run, and see what held it up so long.");
    }

    void release(Connection connection) throws SQLException {
        try (PreparedStatement release = connection.prepareStatement(RELEASE)) {
            release.setString(1, job);
            release.setLong(2, token);
            release.executeUpdate();
        }
    }

    private static void refuseWhileHeld(Connection connection, Dialect dialect, String job, Set<Long> abandoned)
            throws SQLException {
        // Its holder may be writing just now, and renewing its hold.
        try (PreparedStatement find = connection.prepareStatement(FIND + dialect.forUpdate())) {
            find.setString(1, job);
            try (ResultSet row = find.executeQuery()) {
                if (!row.next() || !row.getBoolean(3) || abandoned.contains(row.getLong(5))) return;
                OffsetDateTime until = row.getObject(2, OffsetDateTime.class);
                throw new JobRunningException("The job \"" + job + "\" is running in " + row.getString(1)
                        + since(row.getObject(4, OffsetDateTime.class)) + ", which holds it until "
                        + Times.seconds(until)
                        + " and longer while it goes on. Wait for it. If that process is dead, the job is free from then "
                        + "on.");
            }
        }
    }

    /** A hold of an earlier release does not say since when. */
    private static String since(@Nullable OffsetDateTime since) {
        return since == null ? "" : " since " + Times.seconds(since);
    }

    private static long token(Connection connection) throws SQLException {
        try (PreparedStatement draw = connection.prepareStatement(DRAW);
                PreparedStatement drawn = connection.prepareStatement(DRAWN)) {
            draw.executeUpdate();
            try (ResultSet row = drawn.executeQuery()) {
                if (!row.next())
                    throw new LedgerException("The ledger's table tajo_ledger_meta is empty. Drop its tables.");
                return row.getLong(1);
            }
        }
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
    }
}
