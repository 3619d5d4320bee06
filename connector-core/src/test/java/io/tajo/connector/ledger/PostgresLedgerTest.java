package io.tajo.connector.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresLedgerTest extends DurableLedgerContract {
    private static final byte[] KEY =
            "a key of sixteen bytes or more".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    private static EmbeddedPostgres postgres;

    private Ledger ledger;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void open() throws SQLException {
        execute("DROP SCHEMA public CASCADE");
        execute("CREATE SCHEMA public");
        ledger = reopen(JdbcLedger.LEASE_TIME);
    }

    @Override
    Ledger ledger() {
        return ledger;
    }

    @Override
    Ledger reopen(Duration leaseTime) {
        return JdbcLedger.open(new SharedDatabase(source()), KeyChoice.of(KEY), leaseTime);
    }

    private static DataSource source() {
        return postgres.getPostgresDatabase();
    }

    @Override
    Connection connection() throws SQLException {
        return source().getConnection();
    }

    @Test
    void open_withAnotherKey_isRefused() {
        assertThatThrownBy(() -> Ledger.jdbc(source(), new byte[32]))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("another key");
        assertThatThrownBy(() -> Ledger.jdbc(source())).isInstanceOf(LedgerException.class);
        Ledger.jdbc(source(), KEY).lease("persons").close();
    }

    @Test
    void open_forTheFirstTimeFromManyAtOnce_makesTheTablesOnce() throws SQLException {
        execute("DROP SCHEMA public CASCADE");
        execute("CREATE SCHEMA public");

        List<CompletableFuture<Ledger>> starts = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> Ledger.jdbc(source())))
                .limit(8)
                .toList();

        List<ContactKey> keys = starts.stream()
                .map(CompletableFuture::join)
                .map(started -> {
                    try (Lease lease = started.lease("persons")) {
                        return lease.hash().contact("ada@example.com");
                    }
                })
                .distinct()
                .toList();
        assertThat(keys).hasSize(1);
    }
}
