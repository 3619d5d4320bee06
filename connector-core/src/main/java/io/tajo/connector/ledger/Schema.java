package io.tajo.connector.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Brings the tables of a ledger up to date, however many processes start at once. */
final class Schema {
    private static final List<String> SCRIPTS = List.of("V1__ledger.sql", "V2__persons.sql", "V3__notes.sql");
    /** H2 has no lock for a whole migration: who comes second may fail on the first one's rows, and finds them then. */
    private static final int TRIES = 3;

    private Schema() {}

    static void migrate(Session session) {
        for (int tries = 1; ; tries++) {
            try {
                session.run("make its tables", connection -> migrate(connection, session.dialect()));
                return;
            } catch (LedgerException e) {
                if (!(e.getCause() instanceof SQLException) || tries == TRIES) throw e;
            }
        }
    }

    private static void migrate(Connection connection, Dialect dialect) throws SQLException {
        dialect.lockSchema(connection);
        int version = version(connection);
        if (version > SCRIPTS.size()) {
            throw new LedgerException(
                    "The ledger's tables are of version " + version + ", made by a newer release of this "
                            + "library; this one knows versions up to " + SCRIPTS.size()
                            + ". Use that release or a later one, or give this one a ledger of its own.");
        }
        for (int next = version + 1; next <= SCRIPTS.size(); next++) {
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements(SCRIPTS.get(next - 1))) statement.execute(sql);
            }
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO tajo_ledger_version (version) VALUES (?)")) {
                insert.setInt(1, next);
                insert.executeUpdate();
            }
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS tajo_ledger_version (version INTEGER PRIMARY KEY)");
            try (ResultSet rows = statement.executeQuery("SELECT MAX(version) FROM tajo_ledger_version")) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        }
    }

    private static List<String> statements(String script) {
        try (InputStream resource = Schema.class.getResourceAsStream(script)) {
            if (resource == null) throw new LedgerException("The library's jar lacks " + script + ": build it anew.");
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            return List.of(text.strip().split(";\\s*"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
