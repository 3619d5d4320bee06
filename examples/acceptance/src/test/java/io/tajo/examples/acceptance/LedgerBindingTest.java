package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.ConfigurationException;
import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.control.Service;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A ledger belongs to one account and one project, and knows when it is new where another one was. */
@Timeout(60)
class LedgerBindingTest {
    private static SyncFixture stage() {
        SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(0));
        stage.person(new UUID(0, 1), Map.of("email", "ada@example.com", "plan", "pro"));
        stage.person(new UUID(0, 2), Map.of("email", "bob@example.com", "plan", "free"));
        return stage;
    }

    private static PostHogBrevoConnector on(Ledger ledger, SyncFixture source, SyncFixture target) {
        return PostHogBrevoConnector.builder()
                .postHog(source.postHog)
                .brevo(target.brevo)
                .ledger(ledger)
                .build();
    }

    private static SyncReport sync(PostHogBrevoConnector connector) {
        return connector.syncPersons(PersonSync.all());
    }

    private static List<String> writes(SyncFixture stage) {
        return stage.sandbox.calls().all().stream()
                .filter(call -> call.service() == Service.BREVO)
                .map(call -> call.route())
                .filter(route -> !route.startsWith("GET "))
                .toList();
    }

    @Test
    void aLedgerThatMeetsAnotherAccount_isRefusedBeforeAnythingIsSent() {
        try (SyncFixture one = stage();
                SyncFixture other = stage();
                Ledger ledger = Ledger.inMemory()) {
            sync(on(ledger, one, one));

            assertThatThrownBy(() -> sync(on(ledger, one, other)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("belongs to the Brevo account")
                    .hasMessageContaining("is for the Brevo account")
                    .hasMessageContaining("Sandbox");
            assertThatThrownBy(() -> on(ledger, one, other).preview(PersonSync.all()))
                    .isInstanceOf(ConfigurationException.class);
            assertThatThrownBy(
                            () -> on(ledger, one, other).contacts().update("ada@example.com", Map.of("FIRSTNAME", "A")))
                    .isInstanceOf(ConfigurationException.class);
            assertThat(writes(other)).isEmpty();
        }
    }

    @Test
    void aLedgerThatMeetsAnotherProject_isRefusedNamingBoth() {
        try (SyncFixture one = stage();
                SyncFixture other = stage();
                Ledger ledger = Ledger.inMemory()) {
            sync(on(ledger, one, one));
            int sent = writes(one).size();

            assertThatThrownBy(() -> sync(on(ledger, other, one)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(one.postHog.projectAddress())
                    .hasMessageContaining(other.postHog.projectAddress());
            assertThat(writes(one)).hasSize(sent);
        }
    }

    @Test
    void aConnector_asksForItsAccountOnce() {
        try (SyncFixture stage = stage()) {
            for (int i = 0; i < 3; i++) stage.sync();

            assertThat(stage.sandbox.calls().count(Service.BREVO, "GET /account"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aLedgerOfAnEarlierRelease_isBoundWhereItsContactsAreAndRefusedWhereNoneIs() throws SQLException {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        try (SyncFixture one = stage();
                SyncFixture other = stage();
                Ledger ledger = Ledger.jdbc(database)) {
            sync(on(ledger, one, one));
            forgetTheBinding(database);

            assertThatThrownBy(() -> sync(on(ledger, one, other)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("none of them is in the account");
            assertThat(writes(other)).isEmpty();

            assertThat(sync(on(ledger, one, one)).counts().unchanged()).isEqualTo(2);
            assertThatThrownBy(() -> sync(on(ledger, one, other))).hasMessageContaining("belongs to the Brevo account");
        }
    }

    private static void forgetTheBinding(JdbcDataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM tajo_ledger_note WHERE job = ''");
        }
    }

    @Test
    void aNewLedgerOnAnAccountThatWasFilledBefore_isRemarkedOnce() {
        try (SyncFixture stage = stage();
                Ledger fresh = Ledger.inMemory()) {
            assertThat(stage.sync().remarks()).noneMatch(remark -> remark.contains("ledger is new"));

            PostHogBrevoConnector again = on(fresh, stage, stage);

            assertThat(sync(again).remarks())
                    .anyMatch(remark -> remark.contains("The ledger is new, and Brevo held 2 contacts already"));
            assertThat(sync(again).remarks()).noneMatch(remark -> remark.contains("ledger is new"));
        }
    }

    @Test
    void aNewLedgerOnAnAccountThatOthersHaveFilled_isNotRemarked() {
        try (SyncFixture stage = stage()) {
            stage.target().putContact("ada@example.com", Map.of("FIRSTNAME", "Augusta"), List.of());
            stage.target().putContact("eve@example.com", Map.of(), List.of());

            assertThat(stage.sync().remarks()).noneMatch(remark -> remark.contains("ledger is new"));
        }
    }
}
