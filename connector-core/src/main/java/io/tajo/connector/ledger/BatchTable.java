package io.tajo.connector.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The batches whose end is not known. For one thread. */
final class BatchTable {
    private static final String INSERT =
            "INSERT INTO tajo_ledger_batch (batch, part, job, process, carried, changes) VALUES (?, ?, ?, NULL, FALSE, ?)";
    private static final String ACCEPT = "UPDATE tajo_ledger_batch SET process = ? WHERE batch = ?";
    private static final String CARRY =
            "UPDATE tajo_ledger_batch SET carried = TRUE, changes = ? WHERE batch = ? AND part = ?";
    private static final String PARTS = "SELECT part FROM tajo_ledger_batch WHERE batch = ? ORDER BY part";
    private static final String PART = "SELECT carried, changes FROM tajo_ledger_batch WHERE batch = ? AND part = ?";
    private static final String DELETE = "DELETE FROM tajo_ledger_batch WHERE batch = ?";
    private static final String IMPORTS =
            "SELECT DISTINCT batch, process FROM tajo_ledger_batch WHERE job = ? AND process IS NOT NULL ORDER BY batch";
    private static final String UNANSWERED =
            "SELECT DISTINCT batch FROM tajo_ledger_batch WHERE job = ? AND process IS NULL";
    private static final String ORPHANED = "SELECT DISTINCT batch FROM tajo_ledger_batch WHERE process IS NULL "
            + "AND job NOT IN (SELECT job FROM tajo_ledger_lease)";

    private final BatchCodec codec;

    BatchTable(BatchCodec codec) {
        this.codec = codec;
    }

    /**
     * Some of the contacts of a batch.
     *
     * @param number its place among the parts
     * @param carried whether its contacts are in doubt
     * @param changes what was to become of each
     */
    record Part(int number, boolean carried, Map<ContactKey, OpenChange> changes) {}

    void insert(Connection connection, String job, long batch, Map<ContactKey, ContactState> changes)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            BatchCodec.Parts<SQLException> parts = (part, bytes) -> {
                insert.setLong(1, batch);
                insert.setInt(2, part);
                insert.setString(3, job);
                insert.setBytes(4, bytes);
                insert.addBatch();
            };
            codec.split(changes, parts);
            insert.executeBatch();
        }
    }

    void accept(Connection connection, long batch, long process) throws SQLException {
        try (PreparedStatement accept = connection.prepareStatement(ACCEPT)) {
            accept.setLong(1, process);
            accept.setLong(2, batch);
            accept.executeUpdate();
        }
    }

    void carry(Connection connection, long batch, Part part) throws SQLException {
        try (PreparedStatement carry = connection.prepareStatement(CARRY)) {
            carry.setBytes(1, codec.write(part.changes()));
            carry.setLong(2, batch);
            carry.setInt(3, part.number());
            carry.executeUpdate();
        }
    }

    void delete(Connection connection, long batch) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
            delete.setLong(1, batch);
            delete.executeUpdate();
        }
    }

    /** {@return the parts of a batch, in their order} */
    List<Integer> parts(Connection connection, long batch) throws SQLException {
        List<Integer> parts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(PARTS)) {
            select.setLong(1, batch);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) parts.add(rows.getInt(1));
            }
        }
        return parts;
    }

    Part part(Connection connection, long batch, int number) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PART)) {
            select.setLong(1, batch);
            select.setInt(2, number);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) return new Part(number, true, Map.of());
                boolean carried = row.getBoolean(1);
                return new Part(number, carried, codec.read(row.getBytes(2), carried));
            }
        }
    }

    /** {@return the process of each import of a job} */
    Map<Long, Long> imports(Connection connection, String job) throws SQLException {
        Map<Long, Long> imports = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(IMPORTS)) {
            select.setString(1, job);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) imports.put(rows.getLong(1), rows.getLong(2));
            }
        }
        return imports;
    }

    Set<ContactKey> contacts(Connection connection, long batch) throws SQLException {
        Set<ContactKey> contacts = new HashSet<>();
        for (int part : parts(connection, batch)) {
            contacts.addAll(part(connection, batch, part).changes().keySet());
        }
        return contacts;
    }

    /** {@return the batches of a job that are no imports under way} */
    List<Long> unanswered(Connection connection, String job) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(UNANSWERED)) {
            select.setString(1, job);
            return batches(select);
        }
    }

    /** {@return such batches of every job that no run holds} */
    List<Long> orphaned(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ORPHANED)) {
            return batches(select);
        }
    }

    private static List<Long> batches(PreparedStatement select) throws SQLException {
        List<Long> batches = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) batches.add(rows.getLong(1));
        }
        return batches;
    }
}
