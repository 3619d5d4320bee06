package io.tajo.connector.ledger;

import static io.tajo.connector.ledger.KilledProcess.ADA;
import static io.tajo.connector.ledger.KilledProcess.BOB;
import static io.tajo.connector.ledger.KilledProcess.CAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of one job in two processes, of which the first is killed between a request and its answer. */
class TwoProcessesTest {
    @TempDir
    Path folder;

    @Test
    void embedded_isHeldByOneProcessAndFreeOnceThatIsDead() {
        String file = folder.resolve("ledger").toString();
        try (ChildJvm first = ChildJvm.start(KilledProcess.class, file)) {
            first.await("ready");
            assertThatThrownBy(() -> Ledger.embedded(Path.of(file)))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("ledger.lock")
                    .hasMessageContaining("by process ")
                    .hasMessageContaining(" since ");
            first.kill();

            try (Ledger ledger = Ledger.embedded(Path.of(file));
                    Lease lease = ledger.lease("persons")) {
                assertThatWhatWasUnderWayIsInDoubt(lease);
            }
        }
    }

    @Test
    void embedded_whenItsProcessIsKilledWhileItWrites_hasEverythingThatWasCommitted() {
        String file = folder.resolve("ledger").toString();
        long done = 0;
        for (int kill = 0; kill < 4; kill++) {
            try (ChildJvm writer = ChildJvm.start(KilledProcess.class, file, "without end")) {
                for (int i = 0; i < 40; i++) done = Long.parseLong(writer.await("did "));
            }

            try (Ledger ledger = Ledger.embedded(Path.of(file));
                    Lease lease = ledger.lease("persons")) {
                long mark = Long.parseLong(lease.checkpoint().orElseThrow());
                assertThat(mark).isGreaterThanOrEqualTo(done);
                assertThat(lease.applied(List.of(ADA)).get(ADA).fields().get("PLAN"))
                        .isIn(mark, mark + 1, ContactState.IN_DOUBT);
                ContactKey other = new ContactKey(done * 0x9E3779B97F4A7C15L, done);
                assertThat(lease.applied(List.of(other))).hasSize(1);
            }
        }
    }

    @Test
    void h2_isTakenOverOnceTheHoldOfTheDeadHasExpired() throws SQLException {
        Server server = Server.createTcpServer("-tcpPort", "0", "-baseDir", folder.toString(), "-ifNotExists");
        server.start();
        try {
            takeOver("jdbc:h2:tcp://localhost:" + server.getPort() + "/./ledger");
        } finally {
            server.stop();
        }
    }

    @Test
    void postgres_isTakenOverOnceTheHoldOfTheDeadHasExpired() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            takeOver(postgres.getJdbcUrl("postgres", "postgres"));
        }
    }

    private static void takeOver(String url) {
        Ledger ledger = KilledProcess.open(url);
        try (ChildJvm first = ChildJvm.start(KilledProcess.class, url)) {
            first.await("ready");
            assertThatThrownBy(() -> ledger.lease("persons"))
                    .isInstanceOf(JobRunningException.class)
                    .hasMessageContaining("process " + first.pid());
            first.kill();

            try (Lease lease = leaseOnceItIsFree(ledger)) {
                assertThatWhatWasUnderWayIsInDoubt(lease);
            }
        }
    }

    /** Asks until the hold of the dead has expired, two seconds after its last word. */
    private static Lease leaseOnceItIsFree(Ledger ledger) {
        long deadline =
                System.nanoTime() + KilledProcess.LEASE_TIME.multipliedBy(10).toNanos();
        while (true) {
            try {
                return ledger.lease("persons");
            } catch (JobRunningException e) {
                if (System.nanoTime() > deadline) throw e;
            }
        }
    }

    private static void assertThatWhatWasUnderWayIsInDoubt(Lease lease) {
        ContactState joining = ContactState.NONE.during(KilledProcess.print(1));
        assertThat(lease.applied(List.of(ADA, BOB, CAM)))
                .isEqualTo(
                        Map.of(ADA, KilledProcess.print(7).during(KilledProcess.print(9)), BOB, joining, CAM, joining));
        assertThat(lease.checkpoint()).contains("one");
        assertThat(lease.events().attempted()).containsOnlyKeys("event");
        assertThat(lease.imports()).hasSize(1);
        OpenImport left = lease.imports().get(0);
        assertThat(left.process()).isEqualTo(99);
        assertThat(left.contacts()).isEqualTo(Set.of(CAM));

        lease.settle(left.batch(), List.of(CAM), List.of());
        assertThat(lease.applied(List.of(CAM))).isEqualTo(Map.of(CAM, KilledProcess.print(8)));
    }
}
