package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.ConfigurationException;
import io.tajo.connector.job.FunnelSync;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.posthog.EventRecord;
import io.tajo.examples.sandbox.posthog.Funnels;
import io.tajo.examples.sandbox.posthog.InsightRecord;
import io.tajo.examples.sandbox.posthog.PersonRecord;
import io.tajo.posthog.query.FunnelQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FunnelJobTest {
    private static final List<String> STEPS = List.of("signup_completed", "cart_filled", "purchase_completed");

    /** Every second person signs up, every fourth fills a cart, every eighth buys. */
    private static SyncFixture stage() {
        SyncFixture stage = SyncFixture.open(
                sandbox -> sandbox.persons(320).eventsPerPerson(0).seed(3),
                connector -> connector.ledger(Ledger.inMemory()));
        Instant start = stage.sandbox.clock().now().minus(Duration.ofDays(10));
        List<EventRecord> events = new ArrayList<>();
        List<PersonRecord> persons = stage.source().persons();
        for (int i = 0; i < persons.size(); i++) {
            for (int step = 0; step < STEPS.size(); step++) {
                if (i % (2 << step) == 0)
                    events.add(event(persons.get(i), STEPS.get(step), start.plusSeconds(60L * step + i)));
            }
        }
        stage.source().addEvents(events);
        return stage;
    }

    private static EventRecord event(PersonRecord person, String name, Instant when) {
        return new EventRecord(UUID.randomUUID(), name, person.id(), person.distinctId(), when, Map.of());
    }

    private static Map<UUID, Integer> furthest(SyncFixture stage) {
        Instant from = stage.sandbox.clock().now().minus(Duration.ofDays(30));
        return Funnels.furthest(stage.source().events(), STEPS, Duration.ofDays(14), from);
    }

    @Test
    void syncFunnel_fillsTheListOfThoseWhoDroppedOutAndMarksEachPersonsFurthestStep() {
        try (SyncFixture stage = stage()) {
            long list = stage.target().createList("Win back");
            FunnelSync job = FunnelSync.steps(STEPS.toArray(new String[0]))
                    .droppedBefore(3)
                    .intoList(list)
                    .stageTo("FUNNEL_STAGE")
                    .mirror();

            SyncReport report = stage.connector.syncFunnel(job);

            Map<UUID, Integer> furthest = furthest(stage);
            assertThat(report.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(Truth.members(stage.target(), list))
                    .isEqualTo(Truth.addresses(stage.source(), person -> furthest.getOrDefault(person.id(), 0) == 2))
                    .hasSize(40);
            Map<String, Object> stages = Truth.byAddress(
                    stage.source(),
                    persons -> Optional.ofNullable(
                                    furthest.get(persons.iterator().next().id()))
                            .map(step -> STEPS.get(step - 1)));
            assertThat(Truth.attribute(stage.target(), "FUNNEL_STAGE"))
                    .isEqualTo(stages)
                    .hasSize(160);
        }
    }

    @Test
    void syncFunnel_whenSomebodyBuysLater_movesThemOn() {
        try (SyncFixture stage = stage()) {
            long list = stage.target().createList("Win back");
            FunnelSync job = FunnelSync.steps(STEPS.toArray(new String[0]))
                    .droppedBefore(3)
                    .intoList(list)
                    .stageTo("FUNNEL_STAGE")
                    .mirror();
            stage.connector.syncFunnel(job);
            PersonRecord late = stage.source().persons().get(4);
            stage.source()
                    .addEvents(List.of(event(
                            late,
                            "purchase_completed",
                            stage.sandbox.clock().now().minus(Duration.ofDays(1)))));

            SyncReport second = stage.connector.syncFunnel(job);

            assertThat(second.counts().applied()).isEqualTo(1);
            assertThat(second.removed()).isEqualTo(Map.of(list, 1L));
            assertThat(Truth.attribute(stage.target(), "FUNNEL_STAGE"))
                    .containsEntry(Truth.address(late).orElseThrow(), "purchase_completed");
        }
    }

    @Test
    void syncFunnel_ofASavedInsight_takesItsSteps() {
        try (SyncFixture stage = stage()) {
            FunnelQuery saved = FunnelQuery.of(STEPS.toArray(new String[0]))
                    .within(Duration.ofDays(14))
                    .lastDays(30);
            stage.source().add(new InsightRecord(7, "aBcD1234", saved.toMap()));

            stage.connector.syncFunnel(FunnelSync.insight("aBcD1234").stageTo("FUNNEL_STAGE"));

            assertThat(Truth.attribute(stage.target(), "FUNNEL_STAGE")).hasSize(160);
            assertThatThrownBy(() -> stage.connector.syncFunnel(
                            FunnelSync.insight("nope").stageTo("FUNNEL_STAGE")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("no insight nope");
            assertThatThrownBy(() -> stage.connector.syncFunnel(
                            FunnelSync.steps("a", "b").droppedBefore(5).intoList(2)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("no step 5");
        }
    }
}
