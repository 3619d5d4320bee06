package io.tajo.connector.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** What the databases do not say alike. */
enum Dialect {
    /** Commits with each change of the schema, and gives up waiting for a lock after two seconds unless told otherwise. */
    H2(" FOR UPDATE WAIT 300", ""),
    /** Takes changes of the schema back with the transaction; two at a time clash, {@code IF NOT EXISTS} or not. */
    POSTGRESQL(" FOR UPDATE", "SELECT pg_advisory_xact_lock(7235405317468)");

    private final String forUpdate;
    private final String schemaLock;

    Dialect(String forUpdate, String schemaLock) {
        this.forUpdate = forUpdate;
        this.schemaLock = schemaLock;
    }

    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        for (Dialect dialect : values()) {
            if (dialect.name().equals(product.toUpperCase(Locale.ROOT))) return dialect;
        }
        throw new LedgerException(
                "A ledger can be kept in PostgreSQL or H2, not in " + product
                        + ". Hand Ledger.jdbc(...) a DataSource of one of them, or keep it in a file with Ledger.embedded(...).");
    }

    /** {@return the end of a query that locks the rows it finds, and waits for others to let go of them} */
    String forUpdate() {
        return forUpdate;
    }

    void lockSchema(Connection connection) throws SQLException {
        if (schemaLock.isEmpty()) return;
        try (Statement statement = connection.createStatement()) {
            statement.execute(schemaLock);
        }
    }
}
