package io.tajo.connector.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The events that a job has sent, in a table. For the thread of the lease. */
final class EventTable implements EventLog {
    private static final String KNOWN =
            "SELECT uuid, accepted, happened, attempted FROM tajo_ledger_event WHERE (job = ? OR accepted) AND uuid = ANY(?)";
    private static final String ATTEMPTED =
            "SELECT uuid, accepted, happened, attempted FROM tajo_ledger_event WHERE job = ? AND NOT accepted";
    private static final String INSERT =
            "INSERT INTO tajo_ledger_event (job, uuid, accepted, happened, attempted) VALUES (?, ?, FALSE, ?, ?)";
    private static final String ACCEPT = "UPDATE tajo_ledger_event SET accepted = TRUE WHERE job = ? AND uuid = ANY(?)";
    private static final String DELETE = "DELETE FROM tajo_ledger_event WHERE job = ? AND uuid = ANY(?)";
    private static final String FORGET = "DELETE FROM tajo_ledger_event WHERE job = ? AND attempted < ?";

    private final LockedSession held;

    EventTable(LockedSession held) {
        this.held = held;
    }

    @Override
    public Map<String, Entry> known(Collection<String> uuids) {
        return held.ask("look events up", connection -> {
            try (PreparedStatement select = some(connection, KNOWN, uuids)) {
                return entries(select);
            }
        });
    }

    @Override
    public Map<String, Entry> attempted() {
        return held.ask("look events up", connection -> {
            try (PreparedStatement select = connection.prepareStatement(ATTEMPTED)) {
                select.setString(1, held.job());
                return entries(select);
            }
        });
    }

    @Override
    public void attempt(Map<String, Instant> events, Instant now) {
        if (events.isEmpty()) return;
        held.force("record events", connection -> {
            try (PreparedStatement delete = some(connection, DELETE, events.keySet())) {
                delete.executeUpdate();
            }
            insert(connection, events, now);
        });
    }

    private void insert(Connection connection, Map<String, Instant> events, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Map.Entry<String, Instant> event : events.entrySet()) {
                insert.setString(1, held.job());
                insert.setString(2, event.getKey());
                Times.set(insert, 3, event.getValue());
                Times.set(insert, 4, now);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Override
    public void accept(Collection<String> uuids) {
        change("record events", ACCEPT, uuids);
    }

    @Override
    public void withdraw(Collection<String> uuids) {
        change("take events back", DELETE, uuids);
    }

    @Override
    public void forget(Instant before) {
        held.run("forget events", connection -> {
            try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
                forget.setString(1, held.job());
                Times.set(forget, 2, before);
                forget.executeUpdate();
            }
        });
    }

    private void change(String what, String sql, Collection<String> uuids) {
        if (uuids.isEmpty()) return;
        held.run(what, connection -> {
            try (PreparedStatement change = some(connection, sql, uuids)) {
                change.executeUpdate();
            }
        });
    }

    private PreparedStatement some(Connection connection, String sql, Collection<String> uuids) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, held.job());
        statement.setArray(2, connection.createArrayOf("VARCHAR", uuids.toArray()));
        return statement;
    }

    private static Map<String, Entry> entries(PreparedStatement select) throws SQLException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                State state = rows.getBoolean(2) ? State.ACCEPTED : State.ATTEMPTED;
                Entry entry = new Entry(state, Times.get(rows, 3), Times.get(rows, 4));
                entries.merge(rows.getString(1), entry, (one, other) -> one.state() == State.ACCEPTED ? one : other);
            }
        }
        return entries;
    }
}
