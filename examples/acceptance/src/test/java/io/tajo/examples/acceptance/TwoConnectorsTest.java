package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.ledger.JobRunningException;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.Service;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two connectors in two processes on one ledger: one works and one is refused, and takes over from the dead. */
@Timeout(120)
class TwoConnectorsTest {
    private static final int FACTOR = 100;
    private static final String IMPORT = "POST /contacts/import";

    @TempDir
    Path folder;

    @Test
    void onH2() throws Exception {
        Server server = Server.createTcpServer("-tcpPort", "0", "-baseDir", folder.toString(), "-ifNotExists");
        server.start();
        try {
            startTwo("jdbc:h2:tcp://localhost:" + server.getPort() + "/./ledger");
        } finally {
            server.stop();
        }
    }

    @Test
    void onPostgres() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            startTwo(postgres.getJdbcUrl("postgres", "postgres"));
        }
    }

    private void startTwo(String url) throws IOException, InterruptedException, SQLException {
        try (SyncFixture stage = WholeSyncTest.stage(FACTOR, 80);
                Ledger ledger = SyncInChild.ledger(url);
                PostHogBrevoConnector second = stage.connector(connector ->
                        WholeSyncTest.settings(connector).ledger(ledger).jobs(WholeSyncTest.jobs()))) {
            stage.sandbox.faults().add(Fault.on(Service.BREVO).route(IMPORT).stall(Duration.ofMinutes(2)));
            Process first = SyncInChild.start(stage.sandbox, FACTOR, url, folder.resolve("output.txt"));
            awaitImport(stage, first);

            assertThatThrownBy(() -> second.syncPersons(PersonSync.all()))
                    .isInstanceOf(JobRunningException.class)
                    .hasMessageContaining("process " + first.pid())
                    .hasMessageContaining("until");
            SyncReport refused = second.syncAll();
            assertThat(refused.outcome()).isEqualTo(SyncOutcome.BUSY);
            assertThat(refused.failure())
                    .hasValueSatisfying(why -> assertThat(why).contains("process " + first.pid(), " since "));
            assertThat(refused.parts()).isEmpty();
            first.destroyForcibly();
            assertThat(first.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> second.syncPersons(PersonSync.all())).isInstanceOf(JobRunningException.class);
            letTheLocksExpire(url);

            assertThat(second.syncAll().outcome()).isEqualTo(SyncOutcome.FINISHED);
            WholeTruth.assertHolds(stage.sandbox, "after the takeover");
        }
    }

    private static void awaitImport(SyncFixture stage, Process process) {
        while (process.isAlive() && stage.sandbox.calls().count(Service.BREVO, IMPORT) == 0) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        assertThat(process.isAlive()).isTrue();
    }

    /** Five minutes pass for the database, whose time the locks of the run and of its five jobs over persons are on. */
    private static void letTheLocksExpire(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(
                            "UPDATE tajo_ledger_lease SET held_until = held_until - INTERVAL '301' SECOND"))
                    .isEqualTo(6);
        }
    }
}
