package io.tajo.connector.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who was missing from the mirrored lists of a job, in blobs of some thousand contacts. For one thread. */
final class AbsenceTable {
    private static final int MOST_CONTACTS = 10_000;

    private static final String SELECT =
            "SELECT contacts FROM tajo_ledger_absence WHERE job = ? AND list = ? ORDER BY part";
    private static final String DELETE = "DELETE FROM tajo_ledger_absence WHERE job = ? AND list = ?";
    private static final String INSERT =
            "INSERT INTO tajo_ledger_absence (job, list, part, contacts) VALUES (?, ?, ?, ?)";

    private final LockedSession held;

    AbsenceTable(LockedSession held) {
        this.held = held;
    }

    Map<ContactKey, Integer> of(long list) {
        return held.ask("look absences up", connection -> {
            Map<ContactKey, Integer> absences = new LinkedHashMap<>();
            try (PreparedStatement select = ofList(connection, SELECT, list);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    PackedReader from = new PackedReader(rows.getBytes(1));
                    while (from.hasMore()) absences.put(new ContactKey(from.bits(), from.bits()), from.count());
                }
            }
            return absences;
        });
    }

    void replace(long list, Map<ContactKey, Integer> runs) {
        held.run("record absences", connection -> {
            try (PreparedStatement delete = ofList(connection, DELETE, list);
                    PreparedStatement insert = ofList(connection, INSERT, list)) {
                delete.executeUpdate();
                if (!runs.isEmpty()) insert(insert, runs);
            }
        });
    }

    private static void insert(PreparedStatement insert, Map<ContactKey, Integer> runs) throws SQLException {
        PackedWriter to = new PackedWriter();
        int part = 0;
        int contacts = 0;
        for (Map.Entry<ContactKey, Integer> absence : runs.entrySet()) {
            ContactKey contact = absence.getKey();
            to.bits(contact.high()).bits(contact.low()).number(absence.getValue());
            if (++contacts % MOST_CONTACTS != 0 && contacts != runs.size()) continue;
            insert.setInt(3, part++);
            insert.setBytes(4, to.bytes());
            insert.addBatch();
            to = new PackedWriter();
        }
        insert.executeBatch();
    }

    private PreparedStatement ofList(Connection connection, String sql, long list) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, held.job());
        statement.setLong(2, list);
        return statement;
    }
}
