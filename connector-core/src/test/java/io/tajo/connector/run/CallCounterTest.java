package io.tajo.connector.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.client.CallAttempt;
import io.tajo.client.RouteGroup;
import io.tajo.connector.deliver.RunProgress;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.report.SyncListener;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run keeps its hold on its job while it waits, and while it reads without writing. */
class CallCounterTest {
    private final DataSource database = inMemory();
    private Connection open;

    private static DataSource inMemory() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        return source;
    }

    @BeforeEach
    void keepOpen() throws SQLException {
        open = database.getConnection();
    }

    @AfterEach
    void close() throws SQLException {
        open.close();
    }

    private Instant heldUntil() throws SQLException {
        try (Statement statement = open.createStatement();
                ResultSet row = statement.executeQuery("SELECT held_until FROM tajo_ledger_lease")) {
            assertThat(row.next()).isTrue();
            Timestamp until = row.getTimestamp(1);
            return until.toInstant();
        }
    }

    private static CallAttempt attempt() {
        return new CallAttempt(
                "PostHog", new RouteGroup("query"), "POST /query/", 1, 200, Duration.ZERO, Duration.ZERO, 0, 0);
    }

    @Test
    void onWait_holdsTheJobUntilTheWaitIsOver() throws SQLException {
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        try (Ledger ledger = Ledger.jdbc(database);
                Lease lease = ledger.lease("persons")) {
            CallCounter calls = new CallCounter(new RunProgress(SyncListener.none(), PersonSync.all(), false), clock);
            calls.holdThroughWaits(lease);
            Instant before = heldUntil();

            calls.onWait(new RouteGroup("contacts"), Instant.EPOCH.plus(Duration.ofHours(1)));

            assertThat(heldUntil()).isAfter(before.plus(Duration.ofMinutes(59)));
        }
    }

    @Test
    void onAttempt_ofAReadOnlyCall_renewsTheHoldOnceAMinute() throws SQLException {
        Instant[] now = {Instant.parse("2026-01-01T00:00:00Z")};
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return now[0];
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        try (Ledger ledger = Ledger.jdbc(database);
                Lease lease = ledger.lease("persons")) {
            CallCounter calls = new CallCounter(new RunProgress(SyncListener.none(), PersonSync.all(), false), clock);
            calls.holdThroughWaits(lease);
            calls.onAttempt(attempt());
            Instant first = heldUntil();
            calls.onAttempt(attempt());
            assertThat(heldUntil()).isEqualTo(first);
            now[0] = now[0].plusSeconds(61);

            calls.onAttempt(attempt());

            assertThat(heldUntil()).isAfter(first);
        }
    }
}
