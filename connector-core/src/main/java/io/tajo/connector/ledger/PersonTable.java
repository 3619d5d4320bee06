package io.tajo.connector.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Which contacts each person has become, in a table. For the thread of the lease. */
final class PersonTable implements PersonIndex {
    private static final String SELECT = "SELECT id, contacts FROM tajo_ledger_person WHERE id = ANY(?)";
    private static final String PAGE =
            "SELECT id, contacts FROM tajo_ledger_person WHERE id > ? ORDER BY id LIMIT 5000";
    private static final String DELETE = "DELETE FROM tajo_ledger_person WHERE id = ANY(?)";
    private static final String INSERT = "INSERT INTO tajo_ledger_person (id, contacts) VALUES (?, ?)";

    private final LockedSession held;

    PersonTable(LockedSession held) {
        this.held = held;
    }

    @Override
    public Map<Long, Set<ContactKey>> contacts(Collection<Long> persons) {
        if (persons.isEmpty()) return Map.of();
        return held.ask("look persons up", connection -> find(connection, persons));
    }

    @Override
    public void forEach(Consumer<Set<ContactKey>> action) {
        OptionalLong last = OptionalLong.of(Long.MIN_VALUE);
        while (last.isPresent()) {
            long after = last.getAsLong();
            last = held.ask("look persons up", connection -> page(connection, after, action));
        }
    }

    /** Returns the last person of the page, or nothing if there are no more. */
    private static OptionalLong page(Connection connection, long after, Consumer<Set<ContactKey>> action)
            throws SQLException {
        OptionalLong last = OptionalLong.empty();
        try (PreparedStatement select = connection.prepareStatement(PAGE)) {
            select.setLong(1, after);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    last = OptionalLong.of(rows.getLong(1));
                    action.accept(contacts(rows.getBytes(2)));
                }
            }
        }
        return last;
    }

    private static Set<ContactKey> contacts(byte[] bytes) {
        Set<ContactKey> contacts = new LinkedHashSet<>();
        PackedReader packed = new PackedReader(bytes);
        while (packed.hasMore()) contacts.add(new ContactKey(packed.bits(), packed.bits()));
        return contacts;
    }

    @Override
    public void link(Map<Long, ContactKey> contacts) {
        change(contacts, Set::add);
    }

    @Override
    public void unlink(Map<Long, Set<ContactKey>> contacts) {
        change(contacts, Set::removeAll);
    }

    private <T> void change(Map<Long, T> changes, BiConsumer<Set<ContactKey>, T> change) {
        if (changes.isEmpty()) return;
        held.merge("record the contacts of persons", connection -> {
            Map<Long, Set<ContactKey>> known = find(connection, changes.keySet());
            Map<Long, Set<ContactKey>> next = new TreeMap<>();
            changes.forEach((person, what) -> {
                Set<ContactKey> contacts = new LinkedHashSet<>(known.getOrDefault(person, Set.of()));
                change.accept(contacts, what);
                next.put(person, contacts);
            });
            try (PreparedStatement delete = some(connection, DELETE, known.keySet())) {
                delete.executeUpdate();
            }
            insert(connection, next);
        });
    }

    private static void insert(Connection connection, Map<Long, Set<ContactKey>> persons) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Map.Entry<Long, Set<ContactKey>> person : persons.entrySet()) {
                if (person.getValue().isEmpty()) continue;
                PackedWriter packed = new PackedWriter();
                person.getValue().forEach(contact -> packed.bits(contact.high()).bits(contact.low()));
                insert.setLong(1, person.getKey());
                insert.setBytes(2, packed.bytes());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static Map<Long, Set<ContactKey>> find(Connection connection, Collection<Long> persons)
            throws SQLException {
        Map<Long, Set<ContactKey>> found = new HashMap<>();
        try (PreparedStatement select = some(connection, SELECT, persons);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.put(rows.getLong(1), contacts(rows.getBytes(2)));
            }
        }
        return found;
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
