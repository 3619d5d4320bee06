package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.mapping.Transforms;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.posthog.EventRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Days, windows and overlaps are the same in a project of any time zone. */
@Timeout(120)
class TimeZonesTest {
    private static final FieldMapping MAPPING = FieldMapping.defaults().toBuilder()
            .map("trial_ends", "TRIAL_ENDS", Transforms.date())
            .map("born", "BORN", Transforms.date())
            .build();

    private static SyncFixture open(String zone) {
        return SyncFixture.open(
                sandbox -> sandbox.timeZone(ZoneId.of(zone)),
                connector -> connector.mapping(MAPPING).ledger(Ledger.inMemory()));
    }

    private static Map<String, Object> held(SyncFixture stage, String address) {
        return stage.target().contact(address).orElseThrow().attributes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Paris", "America/Los_Angeles", "Asia/Kolkata"})
    void days_areThoseThatWereSent_andInstantsTheDayOfUtc(String zone) {
        try (SyncFixture stage = open(zone)) {
            stage.person(Map.of(
                    "email", "ada@example.com", "trial_ends", "2024-03-01", "born", "2024-03-01T23:30:00-08:00"));
            stage.person(Map.of("email", "bob@example.com", "trial_ends", "2026-02-30"));

            SyncReport report = stage.sync();

            assertThat(held(stage, "ada@example.com"))
                    .containsEntry("TRIAL_ENDS", "2024-03-01")
                    .containsEntry("BORN", "2024-03-02");
            assertThat(held(stage, "bob@example.com")).doesNotContainKey("TRIAL_ENDS");
            assertThat(report.refusedFields().keySet()).anyMatch(field -> field.startsWith("TRIAL_ENDS"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Paris", "America/Los_Angeles", "Asia/Kolkata"})
    void lastSeenAndSignup_areTheDaysOfUtc_alsoOnTheDayThatClocksChange(String zone) {
        try (SyncFixture stage = open(zone)) {
            // Half an hour before and after midnight of UTC, on the days that Paris and Los Angeles change their
            // clocks.
            UUID ada = UUID.randomUUID();
            stage.person(ada, Instant.parse("2026-03-29T00:30:00Z"), Map.of("email", "ada@example.com"));
            UUID bob = UUID.randomUUID();
            stage.person(bob, Instant.parse("2026-03-07T23:30:00Z"), Map.of("email", "bob@example.com"));
            Instant late = stage.sandbox.clock().now().minus(Duration.ofDays(2));
            stage.source()
                    .addEvents(List.of(
                            event(ada, Instant.parse("2026-10-24T23:30:00Z")),
                            event(bob, Instant.parse("2026-10-25T01:30:00Z")),
                            event(bob, late)));

            stage.sync();

            assertThat(held(stage, "ada@example.com"))
                    .containsEntry("SIGNUP_DATE", "2026-03-29")
                    .containsEntry("LAST_ACTIVE_DATE", "2026-10-24");
            assertThat(held(stage, "bob@example.com"))
                    .containsEntry("SIGNUP_DATE", "2026-03-07")
                    .containsEntry("LAST_ACTIVE_DATE", late.toString().substring(0, 10));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Paris", "America/Los_Angeles", "Asia/Kolkata"})
    void windows_countWhatLiesInThem_toTheMinute(String zone) {
        try (SyncFixture stage = open(zone)) {
            UUID ada = stage.person(Map.of("email", "ada@example.com"));
            Instant now = stage.sandbox.clock().now();
            // The window begins two hours ago; the offsets of all zones are larger than the distance from its edge.
            stage.source()
                    .addEvents(List.of(
                            event(ada, now.minus(Duration.ofMinutes(90))),
                            event(ada, now.minus(Duration.ofMinutes(100))),
                            event(ada, now.minus(Duration.ofHours(3)))));

            stage.connector.syncPersons(PersonSync.all().eventsSince(Duration.ofHours(2)));

            assertThat(held(stage, "ada@example.com").get("EVENT_COUNT").toString())
                    .isEqualTo("2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Paris", "America/Los_Angeles", "Asia/Kolkata"})
    void events_ofTwoRuns_arriveOnceEach_withTheTimeThatTheyHappened(String zone) {
        try (SyncFixture stage = open(zone)) {
            UUID ada = stage.person(Map.of("email", "ada@example.com"));
            stage.sync();
            EventSync job = EventSync.of("bought").named("purchases");
            Instant now = stage.sandbox.clock().now();
            List<Instant> moments =
                    new ArrayList<>(List.of(now.minus(Duration.ofHours(5)), now.minus(Duration.ofMinutes(3))));
            moments.forEach(moment -> stage.source().addEvents(List.of(event("bought", ada, moment))));
            stage.connector.syncEvents(job);
            Instant between = stage.sandbox.clock().now();
            moments.add(between);
            stage.source().addEvents(List.of(event("bought", ada, between)));
            stage.sandbox.clock().advance(Duration.ofMinutes(5));
            stage.connector.syncEvents(job);

            assertThat(stage.target().events())
                    .extracting(event -> event.date().toEpochMilli())
                    .containsExactlyInAnyOrderElementsOf(
                            moments.stream().map(Instant::toEpochMilli).toList());
        }
    }

    private static EventRecord event(UUID person, Instant moment) {
        return event("seen", person, moment);
    }

    private static EventRecord event(String name, UUID person, Instant moment) {
        return new EventRecord(UUID.randomUUID(), name, person, "d", moment, Map.of());
    }
}
