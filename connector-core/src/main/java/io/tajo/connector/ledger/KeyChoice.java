package io.tajo.connector.ledger;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Which key a ledger hashes with, and the proof that it is the one it began with. */
final class KeyChoice {
    private static final String READ = "SELECT drawn_key, key_check FROM tajo_ledger_meta WHERE id = 1";
    private static final String WRITE = "UPDATE tajo_ledger_meta SET drawn_key = ?, key_check = ? WHERE id = 1";

    private final byte @Nullable [] given;

    private KeyChoice(byte @Nullable [] given) {
        this.given = given;
    }

    static KeyChoice of(byte[] key) {
        KeyedHash.of(key);
        return new KeyChoice(key.clone());
    }

    static KeyChoice drawnOnce() {
        return new KeyChoice(null);
    }

    /** Draws 256 bits: as many as the hash makes use of. */
    static byte[] draw() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return key;
    }

    byte[] settle(Session session) {
        return session.ask("settle its key", connection -> {
            session.lockLedger();
            return settle(connection);
        });
    }

    private byte[] settle(Connection connection) throws SQLException {
        byte[] drawn;
        long check;
        boolean begun;
        try (PreparedStatement read = connection.prepareStatement(READ);
                ResultSet row = read.executeQuery()) {
            if (!row.next())
                throw new LedgerException(
                        "The ledger's table tajo_ledger_meta is empty. Restore it, or drop the tables "
                                + "tajo_ledger_... to begin anew. " + LedgerException.WHAT_FORGETTING_MEANS);
            drawn = row.getBytes(1);
            check = row.getLong(2);
            begun = !row.wasNull();
        }
        if (!begun) return begin(connection);
        byte[] key = given == null ? drawn : given;
        if (key == null || check != check(key)) {
            throw new LedgerException(
                    "The ledger was begun with another key, so that it would recognise no contact. Give it "
                            + "the key that it was begun with, or drop the tables tajo_ledger_... to begin anew. "
                            + LedgerException.WHAT_FORGETTING_MEANS);
        }
        return key;
    }

    private byte[] begin(Connection connection) throws SQLException {
        byte[] key = given == null ? draw() : given;
        try (PreparedStatement write = connection.prepareStatement(WRITE)) {
            write.setBytes(1, given == null ? key : null);
            write.setLong(2, check(key));
            write.executeUpdate();
        }
        return key;
    }

    private static long check(byte[] key) {
        return KeyedHash.of(key).field("", "the ledger's key");
    }
}
