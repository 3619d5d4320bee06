package io.tajo.connector.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is known of each contact. For one thread. */
final class ContactTable {
    private static final String SELECT = "SELECT id, held FROM tajo_ledger_contact WHERE id = ANY(?)";
    private static final String INSERT = "INSERT INTO tajo_ledger_contact (held, id) VALUES (?, ?)";
    private static final String UPDATE = "UPDATE tajo_ledger_contact SET held = ? WHERE id = ?";
    private static final String DELETE = "DELETE FROM tajo_ledger_contact WHERE id = ANY(?)";

    private final ContactStateCodec codec;

    ContactTable(ContactStateCodec codec) {
        this.codec = codec;
    }

    /** What is known of a contact from now on. */
    @FunctionalInterface
    interface Merge {
        ContactState of(ContactKey contact, ContactState held);
    }

    Map<ContactKey, ContactState> find(Connection connection, Collection<ContactKey> contacts) throws SQLException {
        Map<Long, ContactRow> rows = rows(connection, contacts);
        Map<ContactKey, ContactState> found = new LinkedHashMap<>();
        for (ContactKey contact : contacts) {
            ContactRow row = rows.get(contact.high());
            ContactState held = row == null ? ContactState.NONE : row.get(contact);
            if (!held.equals(ContactState.NONE)) found.put(contact, held);
        }
        return found;
    }

    /** Returns whether anything is known of any contact. */
    boolean isAny(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM tajo_ledger_contact LIMIT 1");
                ResultSet row = select.executeQuery()) {
            return row.next();
        }
    }

    /** Changes contacts whose ledger is locked. */
    void merge(Connection connection, Collection<ContactKey> contacts, Merge merge) throws SQLException {
        Map<Long, ContactRow> known = rows(connection, contacts);
        Map<Long, ContactRow> next = new TreeMap<>();
        for (ContactKey contact : contacts) {
            ContactRow row = known.containsKey(contact.high())
                    ? known.get(contact.high())
                    : next.getOrDefault(contact.high(), new ContactRow());
            ContactState held = row.get(contact);
            ContactState then = merge.of(contact, held);
            if (then.equals(held)) continue;
            row.put(contact, then);
            next.put(contact.high(), row);
        }
        write(connection, known, next);
    }

    private void write(Connection connection, Map<Long, ContactRow> known, Map<Long, ContactRow> next)
            throws SQLException {
        List<Long> gone = new ArrayList<>();
        try (PreparedStatement insert = connection.prepareStatement(INSERT);
                PreparedStatement update = connection.prepareStatement(UPDATE)) {
            boolean inserts = false;
            boolean updates = false;
            for (Map.Entry<Long, ContactRow> row : next.entrySet()) {
                boolean exists = known.containsKey(row.getKey());
                if (row.getValue().isEmpty()) {
                    if (exists) gone.add(row.getKey());
                    continue;
                }
                PreparedStatement write = exists ? update : insert;
                write.setBytes(1, row.getValue().write(codec));
                write.setLong(2, row.getKey());
                write.addBatch();
                inserts |= !exists;
                updates |= exists;
            }
            if (inserts) insert.executeBatch();
            if (updates) update.executeBatch();
        }
        delete(connection, gone);
    }

    private static void delete(Connection connection, List<Long> gone) throws SQLException {
        if (gone.isEmpty()) return;
        try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
            delete.setArray(1, connection.createArrayOf("BIGINT", gone.toArray()));
            delete.executeUpdate();
        }
    }

    private Map<Long, ContactRow> rows(Connection connection, Collection<ContactKey> contacts) throws SQLException {
        Map<Long, ContactRow> rows = new HashMap<>();
        // In the order of the table, so that H2 reads each page once.
        Object[] ids =
                contacts.stream().map(ContactKey::high).sorted().distinct().toArray();
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setArray(1, connection.createArrayOf("BIGINT", ids));
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) rows.put(found.getLong(1), ContactRow.read(found.getBytes(2), codec));
            }
        }
        return rows;
    }
}
