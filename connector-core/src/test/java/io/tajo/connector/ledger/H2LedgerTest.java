package io.tajo.connector.ledger;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class H2LedgerTest extends DurableLedgerContract {
    private final JdbcDataSource source = new JdbcDataSource();
    private Ledger ledger;

    @BeforeEach
    void open() {
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        source.setUser("sa");
        ledger = reopen(JdbcLedger.LEASE_TIME);
    }

    @AfterEach
    void drop() throws SQLException {
        execute("SHUTDOWN");
    }

    @Override
    Ledger ledger() {
        return ledger;
    }

    @Override
    Ledger reopen(Duration leaseTime) {
        return JdbcLedger.open(new SharedDatabase(source), KeyChoice.drawnOnce(), leaseTime);
    }

    @Override
    Connection connection() throws SQLException {
        return source.getConnection();
    }

    @Test
    void open_withAnotherKey_isRefused() {
        assertThatThrownBy(() -> Ledger.jdbc(source, new byte[32]))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("another key");
        assertThatThrownBy(() -> Ledger.jdbc(source, new byte[15])).isInstanceOf(IllegalArgumentException.class);
    }
}
