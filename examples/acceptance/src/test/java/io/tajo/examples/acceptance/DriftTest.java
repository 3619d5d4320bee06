package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.job.PersonSync;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.mapping.MissingValuePolicy;
import io.tajo.connector.mapping.Transforms;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.control.Service;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run compares with what Brevo holds, not only with what was sent before. */
@Timeout(120)
class DriftTest {
    private static final int PERSONS = 300;
    private static final FieldMapping MAPPING = FieldMapping.builder()
            .map("name", "FIRSTNAME")
            .map("plan", "PLAN", Transforms.text(), MissingValuePolicy.CLEAR)
            .build();

    private static SyncFixture open() {
        SyncFixture stage = SyncFixture.open(
                sandbox -> sandbox.persons(0),
                connector -> connector.mapping(MAPPING).ledger(Ledger.inMemory()));
        for (int i = 0; i < PERSONS; i++) person(stage, i, Map.of("plan", "pro"));
        return stage;
    }

    private static void person(SyncFixture stage, int number, Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(more);
        properties.put("email", "p" + number + "@example.com");
        properties.put("name", "Name " + number);
        stage.person(new UUID(0, number), properties);
    }

    private static long calls(SyncFixture stage, String route) {
        return stage.sandbox.calls().count(Service.BREVO, route);
    }

    @Test
    void anAttributeThatWasDeletedAndCreatedAnew_isFilledAgain() {
        try (SyncFixture stage = open()) {
            stage.sync();
            stage.target().deleteAttribute("PLAN");
            stage.target().addAttribute("PLAN", "text");

            SyncReport second = stage.sync();

            assertThat(second.counts().applied()).isEqualTo(PERSONS);
            assertThat(Truth.attribute(stage.target(), "PLAN").values())
                    .hasSize(PERSONS)
                    .containsOnly("pro");
            assertThat(stage.sync().counts().unchanged()).isEqualTo(PERSONS);
        }
    }

    @Test
    void valuesThatWereChangedOrEmptiedInBrevo_areSetAgain() {
        try (SyncFixture stage = open()) {
            stage.sync();
            stage.target().putContact("p1@example.com", Map.of("PLAN", "edited"), List.of());
            stage.target().putContact("p2@example.com", Map.of("PLAN", ""), List.of());

            SyncReport second = stage.sync();

            assertThat(second.counts().applied()).isEqualTo(2);
            assertThat(Truth.attribute(stage.target(), "PLAN").values())
                    .hasSize(PERSONS)
                    .containsOnly("pro");
        }
    }

    @Test
    void aFirstRunWithoutAMemory_sendsOnlyWhatDiffers() {
        try (SyncFixture stage = open()) {
            stage.sync();
            stage.target().putContact("p1@example.com", Map.of("PLAN", "stale"), List.of());

            SyncReport fresh = stage.connector(
                            connector -> connector.mapping(MAPPING).ledger(Ledger.inMemory()))
                    .syncPersons(PersonSync.all());

            assertThat(fresh.counts().applied()).isEqualTo(1);
            assertThat(fresh.counts().unchanged()).isEqualTo(PERSONS - 1);
            assertThat(Truth.attribute(stage.target(), "PLAN")).containsEntry("p1@example.com", "pro");
        }
    }

    @Test
    void valuesThatBrevoWritesInAFormOfItsOwn_areSentOnceMoreInBulk_andThenLeft() {
        try (SyncFixture stage = open()) {
            stage.target().quirks().shorten("FIRSTNAME", 7);
            SyncReport first = stage.sync();
            long upserts = calls(stage, "POST /contacts");

            SyncReport second = stage.sync();
            SyncReport third = stage.sync();

            assertThat(first.counts().applied()).isEqualTo(PERSONS);
            assertThat(second.counts().applied()).isEqualTo(PERSONS - 100);
            assertThat(third.counts().unchanged()).isEqualTo(PERSONS);
            assertThat(third.remarks())
                    .anyMatch(remark -> remark.contains("FIRSTNAME of 200 contacts in another form"));
            assertThat(calls(stage, "POST /contacts") - upserts).isLessThanOrEqualTo(10);
        }
    }

    @Test
    void aFieldThatIsClearedForMany_goesInBulk() {
        try (SyncFixture stage = open()) {
            stage.sync();
            for (int i = 0; i < PERSONS; i++) person(stage, i, Map.of());
            long upserts = calls(stage, "POST /contacts");

            SyncReport second = stage.sync();

            assertThat(second.counts().applied()).isEqualTo(PERSONS);
            assertThat(Truth.attribute(stage.target(), "PLAN")).isEmpty();
            assertThat(Truth.attribute(stage.target(), "FIRSTNAME")).hasSize(PERSONS);
            assertThat(calls(stage, "POST /contacts")).isEqualTo(upserts);
            assertThat(stage.sync().counts().unchanged()).isEqualTo(PERSONS);
        }
    }

    @Test
    void anAttributeThatThisRunCreates_isNotCleared() {
        try (SyncFixture stage = open()) {
            for (int i = 0; i < PERSONS; i++) person(stage, i, Map.of());
            stage.target().putContact("p1@example.com", Map.of("FIRSTNAME", "Name 1"), List.of());

            stage.sync();

            assertThat(stage.target().imports()).isEqualTo(1);
            assertThat(calls(stage, "POST /contacts")).isZero();
        }
    }

    @Test
    void aValueThatIsChangedToTheSameOtherOneTwice_isSetAgainEachTime() {
        try (SyncFixture stage = open()) {
            stage.sync();
            stage.target().putContact("p1@example.com", Map.of("PLAN", "edited"), List.of());
            stage.sync();
            SyncReport held = stage.sync();
            stage.target().putContact("p1@example.com", Map.of("PLAN", "edited"), List.of());

            SyncReport last = stage.sync();

            assertThat(held.counts().unchanged()).isEqualTo(PERSONS);
            assertThat(last.counts().applied()).isEqualTo(1);
            assertThat(Truth.attribute(stage.target(), "PLAN")).containsEntry("p1@example.com", "pro");
        }
    }

    @Test
    void aLongNumberWhoseLastDigitChanges_isSent() {
        FieldMapping mapping = FieldMapping.builder()
                .map("account", "ACCOUNT", Transforms.number())
                .build();
        try (SyncFixture stage = SyncFixture.open(
                sandbox -> sandbox.persons(0),
                connector -> connector.mapping(mapping).ledger(Ledger.inMemory()))) {
            stage.person(new UUID(0, 1), Map.of("email", "ada@example.com", "account", 1_700_000_000_001L));
            stage.sync();
            stage.person(new UUID(0, 1), Map.of("email", "ada@example.com", "account", 1_700_000_000_004L));

            SyncReport second = stage.sync();

            assertThat(second.counts().applied()).isEqualTo(1);
            assertThat(Truth.attribute(stage.target(), "ACCOUNT")
                            .values()
                            .iterator()
                            .next())
                    .extracting(value -> new BigDecimal(value.toString()).longValue())
                    .isEqualTo(1_700_000_000_004L);
        }
    }
}
