package io.tajo.connector.ledger;

import java.sql.Connection;
import java.sql.SQLException;

/** Where a JDBC ledger keeps its tables. Safe for any thread. */
interface Database {

    /** Opens a connection. Closing it gives it back. */
    Connection connect() throws SQLException;

    /** {@return its name for messages} */
    String place();

    /** {@return what to do when it fails} */
    String remedy();

    /** {@return whether its disk is known to be full} */
    default boolean isFull() {
        return false;
    }

    /** Makes what was committed bear a power cut, if committing does not. */
    void force(Connection connection) throws SQLException;
}
