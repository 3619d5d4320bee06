package io.tajo.connector.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What a ledger does alike that outlives its process. */
abstract class DurableLedgerContract extends LedgerContract {

    /** Opens the ledger once more, as the next process would. A lease time of zero has run out at once. */
    abstract Ledger reopen(Duration leaseTime);

    /** Opens a connection to the tables. */
    abstract Connection connection() throws SQLException;

    private Ledger reopen() {
        return reopen(JdbcLedger.LEASE_TIME);
    }

    @Test
    void open_whenTheProcessBeforeHasEnded_knowsAllThatItDid() {
        ContactKey address;
        try (Lease lease = ledger().lease("persons")) {
            address = lease.hash().contact("ada@example.com");
            apply(lease, ADA, print("PLAN", 7, 25L));
            lease.checkpoint("here");
            lease.events().attempt(Map.of("a", NOON), clock.instant());
            lease.absences(25, Map.of(ADA, 1));
            lease.recordDeadLetters(Map.of("p1", "x"), DeadLetter.Kind.PERSON, clock.instant());
            lease.accept(attempted(lease, Map.of(GRACE, print("PLAN", 9))), OptionalLong.of(99));
        }

        Ledger next = reopen();
        try (Lease lease = next.lease("persons")) {
            assertThat(lease.hash().contact("ada@example.com")).isEqualTo(address);
            assertThat(lease.applied(List.of(ADA))).isEqualTo(Map.of(ADA, print("PLAN", 7, 25L)));
            assertThat(lease.checkpoint()).contains("here");
            assertThat(lease.events().attempted()).containsOnlyKeys("a");
            assertThat(lease.absences(25)).isEqualTo(Map.of(ADA, 1));
            assertThat(lease.imports()).extracting(OpenImport::contacts).containsExactly(Set.of(GRACE));
        }
        assertThat(next.deadLetters(DeadLetterQuery.all())).hasSize(1);
    }

    @Test
    void lease_whenItsTimeHasRunOut_isTakenOverAndTheFirstHolderWritesNoMore() {
        Ledger ledger = reopen(Duration.ZERO);
        Lease first = ledger.lease("persons");
        long batch = attempted(first, Map.of(ADA, print("PLAN", 7, 25L)));

        try (Lease second = ledger.lease("persons")) {
            assertThat(second.applied(List.of(ADA)))
                    .isEqualTo(Map.of(ADA, doubtful(Map.of("PLAN", ContactState.IN_DOUBT), Set.of(), 25L)));
            assertThatThrownBy(() -> first.settle(batch, List.of(ADA), List.of()))
                    .isInstanceOf(LeaseLostException.class)
                    .hasMessageContaining("persons");
            assertThatThrownBy(() -> first.events().attempt(Map.of("a", NOON), clock.instant()))
                    .isInstanceOf(LeaseLostException.class);
            assertThatThrownBy(() -> first.checkpoint("x")).isInstanceOf(LeaseLostException.class);
            assertThatThrownBy(first::check).isInstanceOf(LeaseLostException.class);
            first.close();

            second.checkpoint("y");
            assertThat(second.checkpoint()).contains("y");
            assertThat(second.events().attempted()).isEmpty();
            assertThat(second.applied(List.of(ADA)).get(ADA).isProven()).isFalse();
        }
    }

    @Test
    void lease_isRenewedWithoutACall_forAsLongAsItIsOpen() throws SQLException {
        Ledger ledger = reopen(Duration.ofSeconds(5));
        try (Lease lease = ledger.lease("persons")) {
            Instant first = heldUntil();
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!heldUntil().isAfter(first) && System.nanoTime() < deadline) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }

            assertThat(heldUntil()).isAfter(first);
            assertThat(threads()).contains("tajo-ledger-renewal");
            lease.check();
        }
        assertThat(threads()).doesNotContain("tajo-ledger-renewal", "tajo-ledger");
        ledger.lease("persons").close();
    }

    @Test
    void check_whenTheProcessWasAsleepAndTheJobWasTakenOver_knowsAtOnce() throws SQLException {
        Ledger ledger = reopen(Duration.ZERO);
        Lease asleep = ledger.lease("persons");
        asleep.check();

        try (Lease other = ledger.lease("persons")) {
            assertThatThrownBy(asleep::check).isInstanceOf(LeaseLostException.class);
            assertThatThrownBy(asleep::check).isInstanceOf(LeaseLostException.class);
            other.check();
        }
        asleep.close();
    }

    @Test
    void lease_whenThisProcessCouldNotGiveItBack_isFreeForItAtOnce() throws SQLException {
        Ledger ledger = ledger();
        Lease first = ledger.lease("persons");
        execute("ALTER TABLE tajo_ledger_batch RENAME TO mislaid");
        first.close();
        execute("ALTER TABLE mislaid RENAME TO tajo_ledger_batch");

        ledger.lease("persons").close();
    }

    @Test
    void lease_withinAnother_holdsBothOverOneConnection() {
        try (Lease whole = ledger().lease("all")) {
            try (Lease job = ledger().lease("persons", whole)) {
                job.checkpoint("here");
                assertThatThrownBy(() -> ledger().lease("all")).isInstanceOf(JobRunningException.class);
                assertThatThrownBy(() -> ledger().lease("persons")).isInstanceOf(JobRunningException.class);
            }
            whole.check();
            ledger().lease("persons").close();
        }
        ledger().lease("all").close();
    }

    private Instant heldUntil() throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT held_until FROM tajo_ledger_lease")) {
            assertThat(row.next()).isTrue();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }

    @Test
    void lease_whenAnotherJobDiedForGood_endsWhatItLeftOpen() throws SQLException {
        Lease dead = ledger().lease("contact 1");
        attempted(dead, Map.of(ADA, print("PLAN", 7)));
        execute("UPDATE tajo_ledger_lease SET held_until = CURRENT_TIMESTAMP - INTERVAL '2' DAY");

        try (Lease other = ledger().lease("persons")) {
            assertThat(other.applied(List.of(ADA))).isEqualTo(Map.of(ADA, print("PLAN", ContactState.IN_DOUBT)));
            assertThatThrownBy(() -> dead.checkpoint("x")).isInstanceOf(LeaseLostException.class);
        }
        dead.close();
    }

    @Test
    void lease_whenAnotherJobIsRunning_leavesItsRequestsAlone() {
        try (Lease running = ledger().lease("contact 1")) {
            long batch = attempted(running, Map.of(ADA, print("PLAN", 7)));

            try (Lease other = ledger().lease("persons")) {
                assertThat(other.applied(List.of(ADA))).isEmpty();
            }
            running.settle(batch, List.of(ADA), List.of());
            assertThat(running.applied(List.of(ADA))).isEqualTo(Map.of(ADA, print("PLAN", 7)));
        }
    }

    @Test
    void open_whenTheTablesAreNewer_saysSo() throws SQLException {
        ledger().lease("persons").close();
        execute("INSERT INTO tajo_ledger_version (version) VALUES (7)");

        assertThatThrownBy(this::reopen)
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("version 7")
                .hasMessageContaining("newer release");
    }

    @Test
    void write_whenTheDatabaseFails_saysWhatAndWhereWithoutTheRow() throws SQLException {
        try (Lease lease = ledger().lease("persons")) {
            execute("DROP TABLE tajo_ledger_checkpoint");

            assertThatThrownBy(() -> lease.checkpoint("a secret mark"))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("record its checkpoint")
                    .hasMessageContaining("SQL state")
                    .satisfies(e -> assertThat(e).hasStackTraceContaining("checkpoint"))
                    .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("a secret mark", "UPDATE"));
        }
    }

    @Test
    void applied_asksTheIndex() throws SQLException {
        ledger().lease("persons").close();
        try (Connection connection = connection();
                var explain = connection.prepareStatement(
                        "EXPLAIN SELECT id, held FROM tajo_ledger_contact WHERE id = ANY(?)")) {
            if (this instanceof PostgresLedgerTest) execute("SET enable_seqscan = off", connection);
            explain.setArray(1, connection.createArrayOf("BIGINT", new Object[] {1L, 2L, 3L}));
            StringBuilder plan = new StringBuilder();
            try (var rows = explain.executeQuery()) {
                while (rows.next()) plan.append(rows.getString(1));
            }

            assertThat(plan.toString()).containsAnyOf("tajo_ledger_contact_pkey", "PRIMARY_KEY", "PRIMARY.KEY");
            assertThat(plan.toString()).doesNotContain("Seq Scan", "tableScan");
        }
    }

    private static String stackTrace(Throwable e) {
        java.io.StringWriter text = new java.io.StringWriter();
        e.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }

    final void execute(String sql) throws SQLException {
        try (Connection connection = connection()) {
            execute(sql, connection);
        }
    }

    private static void execute(String sql, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
