package io.tajo.connector.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Which contact each person has become, in a table. For the thread of the lease. */
final class PersonTable implements PersonBook {
    private static final String SELECT =
            "SELECT id, contact_high, contact_low FROM tajo_ledger_person WHERE id = ANY(?)";
    private static final String DELETE = "DELETE FROM tajo_ledger_person WHERE id = ANY(?)";
    private static final String INSERT =
            "INSERT INTO tajo_ledger_person (id, contact_high, contact_low) VALUES (?, ?, ?)";

    private final HeldSession held;

    PersonTable(HeldSession held) {
        this.held = held;
    }

    @Override
    public Map<Long, ContactKey> contacts(Collection<Long> persons) {
        if (persons.isEmpty()) return Map.of();
        return held.ask("look persons up", connection -> {
            Map<Long, ContactKey> contacts = new HashMap<>();
            try (PreparedStatement select = some(connection, SELECT, persons);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) contacts.put(rows.getLong(1), new ContactKey(rows.getLong(2), rows.getLong(3)));
            }
            return contacts;
        });
    }

    @Override
    public void link(Map<Long, ContactKey> contacts) {
        if (contacts.isEmpty()) return;
        held.merge("record whom persons became", connection -> {
            try (PreparedStatement delete = some(connection, DELETE, contacts.keySet())) {
                delete.executeUpdate();
            }
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                for (Map.Entry<Long, ContactKey> contact : new TreeMap<>(contacts).entrySet()) {
                    insert.setLong(1, contact.getKey());
                    insert.setLong(2, contact.getValue().high());
                    insert.setLong(3, contact.getValue().low());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        });
    }

    /** In the order of the table, so that H2 reads each page once. */
    private static PreparedStatement some(Connection connection, String sql, Collection<Long> persons)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setArray(
                1, connection.createArrayOf("BIGINT", persons.stream().sorted().toArray()));
        return statement;
    }
}
