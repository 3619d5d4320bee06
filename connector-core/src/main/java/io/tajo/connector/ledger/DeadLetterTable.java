package io.tajo.connector.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The dead letters of a job, in a table. For one thread. */
final class DeadLetterTable {
    private static final String KNOWN =
            "SELECT id FROM tajo_ledger_dead_letter WHERE job = ? AND kind = ? AND id = ANY(?)";
    private static final String AGAIN = "UPDATE tajo_ledger_dead_letter SET reason = ?, attempts = attempts + 1, "
            + "last_failed = ? WHERE job = ? AND kind = ? AND id = ?";
    private static final String INSERT = "INSERT INTO tajo_ledger_dead_letter "
            + "(reason, last_failed, job, kind, id, first_failed, attempts) VALUES (?, ?, ?, ?, ?, ?, 1)";
    private static final String FORGIVE = "DELETE FROM tajo_ledger_dead_letter WHERE job = ? AND id = ANY(?)";
    private static final String FORGIVE_OLDER = "DELETE FROM tajo_ledger_dead_letter WHERE job = ? AND last_failed < ?";

    private final LockedSession held;

    DeadLetterTable(LockedSession held) {
        this.held = held;
    }

    void recordDeadLetters(Map<String, String> letters, DeadLetter.Kind kind, Instant now) {
        if (letters.isEmpty()) return;
        held.run("bury dead letters", connection -> {
            Set<String> known = known(connection, letters.keySet(), kind);
            try (PreparedStatement again = connection.prepareStatement(AGAIN);
                    PreparedStatement insert = connection.prepareStatement(INSERT)) {
                for (Map.Entry<String, String> letter : letters.entrySet()) {
                    boolean failedBefore = known.contains(letter.getKey());
                    PreparedStatement write = failedBefore ? again : insert;
                    write.setString(1, letter.getValue());
                    Times.set(write, 2, now);
                    write.setString(3, held.job());
                    write.setString(4, kind.name());
                    write.setString(5, letter.getKey());
                    if (!failedBefore) Times.set(write, 6, now);
                    write.addBatch();
                }
                again.executeBatch();
                insert.executeBatch();
            }
        });
    }

    void clearDeadLetters(Collection<String> ids) {
        if (ids.isEmpty()) return;
        held.run("forgive dead letters", connection -> {
            try (PreparedStatement clearDeadLetters = connection.prepareStatement(FORGIVE)) {
                clearDeadLetters.setString(1, held.job());
                clearDeadLetters.setArray(2, connection.createArrayOf("VARCHAR", ids.toArray()));
                clearDeadLetters.executeUpdate();
            }
        });
    }

    void clearDeadLettersBefore(Instant before) {
        held.run("forgive dead letters", connection -> {
            try (PreparedStatement clearDeadLetters = connection.prepareStatement(FORGIVE_OLDER)) {
                clearDeadLetters.setString(1, held.job());
                Times.set(clearDeadLetters, 2, before);
                clearDeadLetters.executeUpdate();
            }
        });
    }

    private Set<String> known(Connection connection, Collection<String> ids, DeadLetter.Kind kind) throws SQLException {
        Set<String> known = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            select.setString(1, held.job());
            select.setString(2, kind.name());
            select.setArray(3, connection.createArrayOf("VARCHAR", ids.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) known.add(rows.getString(1));
            }
        }
        return known;
    }

    /** Lists letters of any job. */
    static List<DeadLetter> list(Connection connection, DeadLetterQuery query) throws SQLException {
        String sql = "SELECT job, kind, id, reason, attempts, first_failed, last_failed FROM tajo_ledger_dead_letter "
                + "WHERE (CAST(? AS VARCHAR) IS NULL OR job = ?) AND (CAST(? AS VARCHAR) IS NULL OR kind = ?) "
                + "AND (CAST(? AS VARCHAR) IS NULL OR POSITION(? IN reason) > 0) ORDER BY last_failed DESC, id LIMIT ?";
        DeadLetter.Kind kind = query.kind();
        List<DeadLetter> letters = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, query.job());
            select.setString(2, query.job());
            select.setString(3, kind == null ? null : kind.name());
            select.setString(4, kind == null ? null : kind.name());
            select.setString(5, query.reason());
            select.setString(6, query.reason());
            select.setInt(7, query.limit());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) letters.add(letter(rows));
            }
        }
        return letters;
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getString(1),
                DeadLetter.Kind.valueOf(row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getInt(5),
                Times.get(row, 6),
                Times.get(row, 7));
    }
}
