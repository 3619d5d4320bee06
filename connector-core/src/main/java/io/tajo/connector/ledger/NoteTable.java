package io.tajo.connector.ledger;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.LinkedHashMap;
import java.util.Map;

/** Notes in a table. For one thread. */
final class NoteTable implements Notes {
    private static final String SELECT = "SELECT name, note FROM tajo_ledger_note WHERE job = ? ORDER BY name";
    private static final String DELETE = "DELETE FROM tajo_ledger_note WHERE job = ? AND name = ?";
    private static final String INSERT = "INSERT INTO tajo_ledger_note (job, name, note) VALUES (?, ?, ?)";

    private final LockedSession held;
    private final String job;

    NoteTable(LockedSession held, String job) {
        this.held = held;
        this.job = job;
    }

    @Override
    public Map<String, String> all() {
        return held.ask("look its notes up", connection -> {
            Map<String, String> notes = new LinkedHashMap<>();
            try (PreparedStatement select = connection.prepareStatement(SELECT)) {
                select.setString(1, job);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) notes.put(rows.getString(1), rows.getString(2));
                }
            }
            return notes;
        });
    }

    @Override
    public void put(String name, String note) {
        held.run("record a note", connection -> {
            try (PreparedStatement delete = connection.prepareStatement(DELETE);
                    PreparedStatement insert = connection.prepareStatement(INSERT)) {
                delete.setString(1, job);
                delete.setString(2, name);
                delete.executeUpdate();
                insert.setString(1, job);
                insert.setString(2, name);
                insert.setString(3, note);
                insert.executeUpdate();
            }
        });
    }

    @Override
    public void remove(String name) {
        held.run("remove a note", connection -> {
            try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
                delete.setString(1, job);
                delete.setString(2, name);
                delete.executeUpdate();
            }
        });
    }
}
