package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tajo.client.ConfigurationException;
import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.DeadLetter;
import io.tajo.connector.ledger.DeadLetterQuery;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.posthog.EventRecord;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What did not reach Brevo is on record, and is sent again when its reason is gone. */
@Timeout(60)
class DeadLettersTest {
    private static final String NO_PLAN = "no plan, says the mapper";
    private static final FieldMapper PICKY = FieldMapping.defaults().andThen((person, contact) -> {
        if (person.text("plan").isEmpty()) throw new IllegalStateException(NO_PLAN);
    });

    private static SyncFixture stage(Ledger ledger) {
        SyncFixture stage = SyncFixture.open(
                sandbox -> sandbox.persons(0),
                connector -> connector.ledger(ledger).mapping(PICKY));
        stage.person(new UUID(0, 1), Map.of("email", "ada@example.com", "plan", "pro"));
        stage.person(new UUID(0, 2), Map.of("email", "bob@example.com"));
        stage.person(new UUID(0, 3), Map.of("email", "no address"));
        return stage;
    }

    private static PostHogBrevoConnector mended(SyncFixture stage, Ledger ledger, SyncJob... jobs) {
        return stage.connector(connector ->
                connector.ledger(ledger).mapping(FieldMapping.defaults()).jobs(jobs));
    }

    @Test
    void whatWasRejected_isListedWithItsReasonAndForgottenWhenItArrives() {
        try (Ledger ledger = Ledger.inMemory();
                SyncFixture stage = stage(ledger)) {
            stage.sync();
            stage.sync();

            assertThat(stage.connector.deadLetters().list(DeadLetterQuery.all()))
                    .extracting(DeadLetter::id, DeadLetter::attempts)
                    .containsExactlyInAnyOrder(
                            tuple(new UUID(0, 2).toString(), 2), tuple(new UUID(0, 3).toString(), 2));
            assertThat(stage.connector.deadLetters().countByReason(DeadLetterQuery.all()))
                    .containsEntry(NO_PLAN, 1L)
                    .hasSize(2);

            stage.source().remove(new UUID(0, 2));
            stage.person(new UUID(0, 2), Map.of("email", "bob@example.com", "plan", "free"));
            stage.sync();

            assertThat(stage.connector.deadLetters().list(DeadLetterQuery.all()))
                    .extracting(DeadLetter::id)
                    .containsExactly(new UUID(0, 3).toString());
        }
    }

    @Test
    void retry_afterTheMappingWasMended_sendsThoseOnly() {
        try (Ledger ledger = Ledger.inMemory();
                SyncFixture stage = stage(ledger)) {
            stage.sync();
            PostHogBrevoConnector mended = mended(stage, ledger, PersonSync.all());

            SyncReport report = mended.deadLetters().retry(DeadLetterQuery.all().because("no plan"));

            assertThat(report.counts().read()).isEqualTo(1);
            assertThat(report.counts().applied()).isEqualTo(1);
            assertThat(stage.target().contact("bob@example.com")).isPresent();
            assertThat(mended.deadLetters().list(DeadLetterQuery.all()))
                    .extracting(DeadLetter::id)
                    .containsExactly(new UUID(0, 3).toString());
        }
    }

    @Test
    void retry_whenTheReasonIsStillThere_countsTheAttempt() {
        try (Ledger ledger = Ledger.inMemory();
                SyncFixture stage = stage(ledger)) {
            stage.sync();

            stage.connector.deadLetters().retry(DeadLetterQuery.all());

            assertThat(stage.connector.deadLetters().list(DeadLetterQuery.all()))
                    .hasSize(2)
                    .allSatisfy(letter -> assertThat(letter.attempts()).isEqualTo(2));
        }
    }

    @Test
    void retry_ofAJobThatTheConnectorDoesNotHave_saysSo() {
        try (Ledger ledger = Ledger.inMemory();
                SyncFixture stage = stage(ledger)) {
            stage.sync();
            PostHogBrevoConnector other = mended(stage, ledger, EventSync.of("$pageview"));

            assertThatThrownBy(() -> other.deadLetters().retry(DeadLetterQuery.all()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("\"persons\"");
        }
    }

    @Test
    void retry_ofAnEvent_readsItAgainWithoutMovingTheMark() {
        EventSync job = EventSync.of("bought").properties("cart");
        try (Ledger ledger = Ledger.inMemory();
                SyncFixture stage = stage(ledger)) {
            stage.sync();
            UUID uuid = UUID.randomUUID();
            bought(stage, uuid, "ü".repeat(30_000));
            stage.connector.syncEvents(job);
            assertThat(stage.connector.deadLetters().list(DeadLetterQuery.all().ofKind(DeadLetter.Kind.EVENT)))
                    .extracting(DeadLetter::id)
                    .containsExactly(uuid.toString());
            stage.source().removeEvents();
            bought(stage, uuid, "small");

            SyncReport report = mended(stage, ledger, job)
                    .deadLetters()
                    .retry(DeadLetterQuery.all().ofKind(DeadLetter.Kind.EVENT));

            assertThat(report.counts().applied()).isEqualTo(1);
            assertThat(stage.target().events()).hasSize(1);
            assertThat(stage.connector.deadLetters().list(DeadLetterQuery.all().ofKind(DeadLetter.Kind.EVENT)))
                    .isEmpty();
        }
    }

    private static void bought(SyncFixture stage, UUID uuid, String cart) {
        stage.source()
                .addEvents(List.of(new EventRecord(
                        uuid,
                        "bought",
                        new UUID(0, 1),
                        "d-" + new UUID(0, 1),
                        stage.sandbox.clock().now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.MILLIS),
                        Map.of("cart", cart))));
    }
}
