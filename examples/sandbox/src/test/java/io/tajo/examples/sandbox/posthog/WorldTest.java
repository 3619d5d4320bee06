package io.tajo.examples.sandbox.posthog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tajo.examples.sandbox.Sandbox;
import io.tajo.examples.sandbox.control.SandboxClock;
import io.tajo.posthog.PostHogClient;
import io.tajo.posthog.persons.Person;
import io.tajo.posthog.query.ActorsQuery;
import io.tajo.posthog.query.EventsQuery;
import io.tajo.posthog.query.FunnelQuery;
import io.tajo.posthog.query.FunnelResult;
import io.tajo.posthog.query.FunnelStep;
import io.tajo.posthog.recordings.RecordingQuery;
import io.tajo.posthog.recordings.SessionRecording;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A whole project, as a client of PostHog's finds it. */
@Timeout(30)
class WorldTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private final Sandbox sandbox = Sandbox.builder()
            .clock(SandboxClock.manual(NOW))
            .persons(60)
            .world(true)
            .build();
    private final PostHogState state = sandbox.postHog();
    private final PostHogClient postHog = PostHogClient.builder()
            .host(sandbox.postHogUri().toString())
            .personalApiKey(sandbox.personalApiKey())
            .projectToken(sandbox.projectToken())
            .projectId(sandbox.projectId())
            .build();

    @AfterEach
    void close() {
        postHog.close();
        sandbox.close();
    }

    private static List<Long> counts(FunnelResult funnel) {
        return funnel.series().get(0).steps().stream().map(FunnelStep::count).toList();
    }

    private void event(UUID person, String name, int minute) {
        Instant when = NOW.minus(Duration.ofDays(1)).plus(Duration.ofMinutes(minute));
        state.addEvents(List.of(new EventRecord(UUID.randomUUID(), name, person, "d", when, Map.of())));
    }

    @Test
    void world_isTheSameForTheSameSeed() {
        try (Sandbox again = Sandbox.builder()
                .clock(SandboxClock.manual(NOW))
                .persons(60)
                .world(true)
                .build()) {
            assertThat(again.postHog().cohorts()).hasSize(12).isEqualTo(state.cohorts());
            assertThat(again.postHog().flags()).hasSize(15).isEqualTo(state.flags());
            assertThat(again.postHog().events()).isEqualTo(state.events());
            assertThat(again.postHog().recordings()).isNotEmpty().isEqualTo(state.recordings());
        }
        assertThat(state.events()).anyMatch(event -> event.properties().containsKey("amount"));
    }

    @Test
    void membersByRest_areTheCohorts() {
        CohortRecord pro = state.cohorts().get(2);

        assertThat(postHog.cohorts().membersByRest(pro.id()).stream().map(Person::uuid))
                .containsExactlyInAnyOrderElementsOf(state.persons().stream()
                        .filter(pro::holds)
                        .map(person -> person.id().toString())
                        .toList());
    }

    @Test
    void recordings_areListedByTimeAndPerson() {
        RecordingRecord one = state.recordings().get(0);

        assertThat(
                        postHog
                                .recordings()
                                .list(RecordingQuery.recent().between(NOW.minus(Duration.ofDays(31)), NOW))
                                .stream())
                .hasSize(state.recordings().size());
        assertThat(postHog
                        .recordings()
                        .list(RecordingQuery.recent()
                                .between(NOW.minus(Duration.ofDays(31)), NOW)
                                .person(one.personId().toString()))
                        .stream()
                        .map(SessionRecording::id))
                .contains(one.sessionId())
                .hasSize((int) state.recordings().stream()
                        .filter(other -> other.personId().equals(one.personId()))
                        .count());
    }

    @Test
    void aSavedFunnel_isComputedWhenAsked() {
        FunnelResult funnel = postHog.insights().funnel("fUnNeL01");

        assertThat(counts(funnel)).hasSize(3).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(counts(funnel).get(2)).isPositive();
    }

    @Test
    void funnel_countsByItsOrderAndTime() {
        UUID straight = state.persons().get(0).id();
        UUID backwards = state.persons().get(1).id();
        event(straight, "a", 0);
        event(straight, "other", 1);
        event(straight, "b", 2);
        event(backwards, "b", 0);
        event(backwards, "a", 1);
        FunnelQuery funnel = FunnelQuery.of("a", "b").between(NOW.minus(Duration.ofDays(2)), NOW);

        assertThat(counts(postHog.query().funnel(funnel))).containsExactly(2L, 1L);
        assertThat(counts(postHog.query().funnel(funnel.order(FunnelQuery.Order.STRICT))))
                .containsExactly(2L, 0L);
        assertThat(counts(postHog.query().funnel(funnel.order(FunnelQuery.Order.UNORDERED))))
                .containsExactly(2L, 2L);
        assertThat(counts(postHog.query()
                        .funnel(funnel.between(NOW.minus(Duration.ofDays(3)), NOW.minus(Duration.ofDays(2))))))
                .containsExactly(0L, 0L);
        assertThat(postHog.query().actors(ActorsQuery.droppedBefore(2, funnel)).stream())
                .hasSize(1);
    }

    @Test
    void aFunnelThatTheSandboxCannotCount_isRefused() {
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> postHog.query().funnel(FunnelQuery.of("a")))
                .withMessageContaining("at least two steps");
    }

    @Test
    void events_areQueriedByNameAndTime() {
        UUID person = state.persons().get(0).id();
        for (int i = 0; i < 5; i++) event(person, "mine", i);

        assertThat(postHog
                        .query()
                        .events(EventsQuery.between(NOW.minus(Duration.ofDays(2)), NOW)
                                .event("mine")
                                .pageSize(2))
                        .stream())
                .hasSize(5);
    }
}
