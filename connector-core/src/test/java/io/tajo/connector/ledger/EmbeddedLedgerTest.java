package io.tajo.connector.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedLedgerTest extends DurableLedgerContract {
    @TempDir
    Path folder;

    private Ledger ledger;

    private Path file() {
        return folder.resolve("made").resolve("ledger");
    }

    @BeforeEach
    void open() {
        ledger = EmbeddedLedger.open(file(), JdbcLedger.LEASE_TIME);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Override
    Ledger ledger() {
        return ledger;
    }

    @Override
    Ledger reopen(Duration leaseTime) {
        ledger.close();
        ledger = EmbeddedLedger.open(file(), leaseTime);
        return ledger;
    }

    /** Joins the database that is open in this process already. */
    @Override
    Connection connection() throws SQLException {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:" + file().toAbsolutePath());
        source.setUser("ledger");
        return source.getConnection();
    }

    @Test
    void open_whenItIsOpenInThisProcess_isRefusedAndLeavesTheFirstAlone() {
        for (int tries = 0; tries < 2; tries++) {
            assertThatThrownBy(() -> Ledger.embedded(file()))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("ledger.lock")
                    .hasMessageContaining("in this process");
        }
        ledger.lease("persons").close();
    }

    @Test
    void open_keepsTheKeyForItsOwner() throws IOException {
        Path key = file().resolveSibling("ledger.key");

        assertThat(key).hasSize(32);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(Files.getPosixFilePermissions(key)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void open_whenTheKeyIsLost_saysWhatToDo() throws IOException {
        ledger.close();
        Files.delete(file().resolveSibling("ledger.key"));

        assertThatThrownBy(() -> Ledger.embedded(file()))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("ledger.key")
                .hasMessageContaining("Put the key back");
    }

    @Test
    void open_withTheKeyOfAnother_isRefused() throws IOException {
        ledger.close();
        Files.write(file().resolveSibling("ledger.key"), new byte[32]);

        assertThatThrownBy(() -> Ledger.embedded(file()))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("another key");
    }

    @Test
    void open_whenTheFileIsNoDatabase_namesIt() throws IOException {
        ledger.close();
        Files.writeString(file().resolveSibling("ledger.mv.db"), "not a database");

        assertThatThrownBy(() -> Ledger.embedded(file()))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("ledger.mv.db");
    }

    @Test
    void close_leavesNoThreadAndNoFileButItsOwn() throws IOException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        reopen(JdbcLedger.LEASE_TIME);
        ledger.lease("persons").close();
        ledger.close();

        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !before.contains(thread))
                        .map(Thread::getName))
                .noneMatch(name -> name.contains("H2") || name.contains("MVStore"));
        try (var files = Files.list(file().getParent())) {
            assertThat(files.map(path -> path.getFileName().toString()).collect(Collectors.toSet()))
                    .containsExactlyInAnyOrder("ledger.mv.db", "ledger.key", "ledger.lock");
        }
    }

    @Test
    void close_whenTheFileHasGrownPastItsContent_compactsIt() throws IOException {
        long grown;
        try (Lease lease = ledger.lease("persons")) {
            for (int i = 1; i <= 40; i++) {
                Map<ContactKey, ContactState> many = new HashMap<>();
                long value = i;
                LongStream.range(0, 2_000)
                        .forEach(n -> many.put(new ContactKey(n * 0x9E3779B97F4A7C15L, n), print("N", value)));
                lease.settle(attempted(lease, many), many.keySet(), List.of());
            }
            grown = Files.size(file().resolveSibling("ledger.mv.db"));
        }

        ledger.close();

        assertThat(Files.size(file().resolveSibling("ledger.mv.db"))).isLessThan(grown / 4);
    }

    @Test
    void lease_whenItsThreadIsInterrupted_goesOnAndSoDoOthers() {
        try (Lease lease = ledger.lease("persons")) {
            Thread.currentThread().interrupt();
            apply(lease, ADA, print("PLAN", 7));
            assertThat(Thread.interrupted()).isTrue();

            assertThat(lease.applied(List.of(ADA))).isEqualTo(Map.of(ADA, print("PLAN", 7)));
        }
    }
}
