package io.tajo.connector.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;

/** What the drivers say, as they say it. */
class DriverMessageTest {
    private static String of(String message, String state, int code) {
        return DriverMessage.of(new SQLException(message, state, code));
    }

    @Test
    void of_keepsNamesAndDropsValuesAndStatements() {
        assertThat(of(
                        "Table \"TAJO_LEDGER_CHECKPOINT\" not found; SQL statement:\nUPDATE x SET y = 'z'",
                        "42S02",
                        42102))
                .isEqualTo("Table \"TAJO_LEDGER_CHECKPOINT\" not found [SQL state 42S02, error 42102]");
        assertThat(of(
                        "Unique index or primary key violation: \"PUBLIC.PRIMARY_KEY_5 ON PUBLIC.TAJO_LEDGER_NOTE(JOB) "
                                + "( /* key:1 */ 'persons', 'ada@example.com')\"; SQL statement:\nINSERT",
                        "23505",
                        23505))
                .startsWith("Unique index or primary key violation")
                .doesNotContain("persons", "ada");
        assertThat(of(
                        "ERROR: duplicate key value violates unique constraint \"tajo_ledger_note_pkey\"\n"
                                + "  Detail: Key (job, name)=(persons, secret) already exists.",
                        "23505",
                        0))
                .isEqualTo("ERROR: duplicate key value violates unique constraint \"tajo_ledger_note_pkey\" "
                        + "[SQL state 23505, error 0]");
        assertThat(of("ERROR: invalid input syntax for type integer: \"ada lovelace\"", "22P02", 0))
                .isEqualTo("ERROR: invalid input syntax for type integer: \"***\" [SQL state 22P02, error 0]");
    }

    @Test
    void of_anEmptyPool_isWhatThePoolSays() {
        SQLException empty = new SQLTransientConnectionException(
                "HikariPool-1 - Connection is not available, request timed out after 30000ms (total=10, active=10, idle=0)");

        assertThat(DriverMessage.of(empty)).isEqualTo(empty.getMessage());
    }

    @Test
    void tellsFullDisk_byTheSystemsWordsAndByPostgresqlsState() {
        SQLException h2 = new SQLException(
                "General error: \"MVStoreException: Writing to the file failed\"",
                "HY000",
                50000,
                new IllegalStateException(new IOException("No space left on device")));

        assertThat(DriverMessage.tellsFullDisk(h2)).isTrue();
        assertThat(DriverMessage.of(h2)).contains("(No space left on device)");
        assertThat(DriverMessage.tellsFullDisk(new SQLException("ERROR: could not extend file", "53100")))
                .isTrue();
        assertThat(DriverMessage.tellsFullDisk(new SQLException("ERROR: deadlock detected", "40P01")))
                .isFalse();
    }

    @Test
    void lease_fromAnEmptyPool_saysWhatThePoolSays() throws SQLException {
        JdbcConnectionPool pool =
                JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        pool.setMaxConnections(1);
        pool.setLoginTimeout(1);
        try (Ledger ledger = Ledger.jdbc(pool);
                Lease first = ledger.lease("persons")) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> ledger.lease("events"))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("be opened")
                    .hasMessageContaining("Login timeout");
        } finally {
            pool.dispose();
        }
    }
}
