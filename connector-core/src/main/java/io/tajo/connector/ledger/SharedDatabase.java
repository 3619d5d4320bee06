package io.tajo.connector.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The caller's database.
 *
 * @param source the caller's
 */
record SharedDatabase(DataSource source) implements Database {
    @Override
    public Connection connect() throws SQLException {
        return source.getConnection();
    }

    @Override
    public String place() {
        return "the ledger's database";
    }

    @Override
    public String remedy() {
        return "See that the database is up and reachable and that its user may use the tables tajo_ledger_..., and run "
                + "the job again: it goes on from what is on record.";
    }

    @Override
    public void force(Connection connection) {
        // How safe a commit is, is set in the database.
    }
}
