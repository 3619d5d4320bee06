package io.tajo.connector.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The attributes' numbers, as the table of the ledger gives them. For one thread. */
final class AttributeNames implements NameTable {
    private final Session session;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();

    AttributeNames(Session session) {
        this.session = session;
    }

    /** Gives numbers to the names that have none, in a transaction of its own: they may stay whatever comes after. */
    void learn(Collection<ContactState> fingerprints) {
        Set<String> unknown = new LinkedHashSet<>();
        fingerprints.forEach(fingerprint -> unknown.addAll(fingerprint.fields().keySet()));
        unknown.removeAll(numbers.keySet());
        if (unknown.isEmpty()) return;
        session.run("learn attributes", connection -> {
            session.lockLedger();
            load(connection);
            unknown.removeAll(numbers.keySet());
            insert(connection, unknown);
        });
        session.run("read its attributes", this::load);
    }

    @Override
    public int number(String name) {
        Integer number = numbers.get(name);
        if (number == null) throw new IllegalStateException("the attribute has no number yet");
        return number;
    }

    @Override
    public String name(int number) {
        // Another run may have learned it since.
        if (!names.containsKey(number)) session.within("read its attributes", this::load);
        String name = names.get(number);
        if (name == null)
            throw new LedgerException("The ledger's table tajo_ledger_attribute lacks the number " + number
                    + ". Restore the ledger's tables together, or drop them all to begin anew. "
                    + LedgerException.WHAT_FORGETTING_MEANS);
        return name;
    }

    private void load(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT id, name FROM tajo_ledger_attribute");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                names.put(rows.getInt(1), rows.getString(2));
                numbers.put(rows.getString(2), rows.getInt(1));
            }
        }
    }

    private void insert(Connection connection, Set<String> unknown) throws SQLException {
        int next = names.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO tajo_ledger_attribute (id, name) VALUES (?, ?)")) {
            for (String name : unknown) {
                insert.setInt(1, ++next);
                insert.setString(2, name);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
