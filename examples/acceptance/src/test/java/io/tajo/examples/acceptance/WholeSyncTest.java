package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.ConfigurationException;
import io.tajo.connector.ConnectorBuilder;
import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.Engagement;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.FunnelSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.QuerySync;
import io.tajo.connector.job.ReplaySync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.Service;
import io.tajo.examples.sandbox.posthog.CohortRecord;
import io.tajo.examples.sandbox.posthog.EventRecord;
import io.tajo.examples.sandbox.posthog.FlagRecord;
import io.tajo.examples.sandbox.posthog.PersonRecord;
import io.tajo.examples.sandbox.posthog.RecordingRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@Timeout(300)
class WholeSyncTest {
    static SyncFixture stage(int persons, SyncJob... jobs) {
        return stage(SyncFixture.FACTOR, persons, jobs);
    }

    static SyncFixture stage(int factor, int persons, SyncJob... jobs) {
        SyncFixture stage = SyncFixture.open(
                factor,
                sandbox ->
                        sandbox.persons(persons).eventsPerPerson(8).untidy(true).seed(21),
                connector -> settings(connector).ledger(Ledger.inMemory()).jobs(jobs));
        for (String plan : List.of("free", "starter", "pro", "enterprise")) cohort(stage, "plan", plan);
        for (String browser : List.of("Chrome", "Firefox", "Safari", "Edge")) cohort(stage, "$browser", browser);
        for (String system : List.of("Windows", "Linux", "iOS", "Android")) cohort(stage, "$os", system);
        for (int i = 0; i < 15; i++) {
            stage.source()
                    .add(
                            i % 3 == 0
                                    ? FlagRecord.where(i, "flag-" + i, "plan", "pro")
                                    : i % 3 == 1
                                            ? FlagRecord.rollout(i, "flag-" + i, 10 + i)
                                            : FlagRecord.variants(i, "flag-" + i, "a", "b"));
        }
        Instant now = stage.sandbox.clock().now();
        List<PersonRecord> all = stage.source().persons();
        List<RecordingRecord> recordings = new ArrayList<>();
        for (int i = 0; i < all.size(); i += 10) {
            recordings.add(new RecordingRecord(
                    "s-" + i, all.get(i).id(), now.minus(Duration.ofDays(2)), Duration.ofSeconds(i), i, i, 0));
        }
        stage.source().addRecordings(recordings);
        return stage;
    }

    /** Sets what the jobs need, whoever runs them. */
    static ConnectorBuilder settings(ConnectorBuilder connector) {
        return connector.mapping(FieldMapping.defaults().toBuilder()
                .map("cohort_names", "POSTHOG_COHORTS")
                .build());
    }

    private static void cohort(SyncFixture stage, String property, String value) {
        long id = 100L + stage.source().cohorts().size();
        stage.source().add(CohortRecord.where(id, property + " " + value, property, value));
    }

    static SyncJob[] jobs() {
        FlagSync flags = FlagSync.of("flag-0").toAttribute("FLAG_0");
        for (int i = 1; i < 15; i++) flags = flags.and("flag-" + i).toAttribute("FLAG_" + i);
        return new SyncJob[] {
            // Their order does not matter.
            EventSync.of("purchase_completed", "signup_completed").since(WholeTruth.YEAR),
            QuerySync.hogQl(
                            "SELECT person.properties.email AS email, count() AS n FROM events GROUP BY email HAVING n > 12")
                    .map("n", "BUSY")
                    .named("busy"),
            ReplaySync.last(Duration.ofDays(30)),
            FunnelSync.steps("signup_completed", "purchase_completed")
                    .lastDays(365)
                    .stageTo("FUNNEL_STAGE"),
            flags,
            CohortSync.all().intoListsNamedAlike().mirror(),
            PersonSync.all()
        };
    }

    @Test
    void syncAll_ofTwentyThousandPersons_bringsEveryJobToItsEndWithinThePublishedLimits() {
        bringsEveryJobToItsEnd(SyncFixture.FACTOR);
    }

    @Test
    @Timeout(3_600)
    @EnabledIfSystemProperty(named = "stress", matches = "true", disabledReason = "takes minutes: run it with -Pstress")
    void syncAll_ofTwentyThousandPersonsInRealTime_bringsEveryJobToItsEndWithinThePublishedLimits() {
        bringsEveryJobToItsEnd(1);
    }

    private static void bringsEveryJobToItsEnd(int factor) {
        try (SyncFixture stage = stage(factor, 20_000, jobs())) {
            SyncReport report = stage.connector.syncAll();

            assertThat(report.parts()).extracting(SyncReport::outcome).containsOnly(SyncOutcome.FINISHED);
            assertThat(report.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(report.parts())
                    .extracting(SyncReport::job)
                    .startsWith("persons", "cohorts")
                    .hasSize(7);
            for (SyncReport part : report.parts()) {
                assertThat(part.counts().pending() + part.counts().failed())
                        .as(part.job())
                        .isZero();
            }
            assertThat(stage.sandbox.calls().count(call -> call.status() == 429))
                    .isZero();
            assertThat(report.calls().total())
                    .isEqualTo(stage.sandbox.calls().all().size());
            WholeTruth.assertHolds(stage.sandbox, "after the first run");

            stage.sandbox.calls().clear();
            SyncReport second = stage.connector.syncAll();

            assertThat(second.counts().applied()).isZero();
            assertThat(stage.sandbox.calls().all())
                    .filteredOn(call -> call.service() == Service.BREVO)
                    .allMatch(call -> call.route().startsWith("GET "));
        }
    }

    @Test
    void syncAll_withTwoJobsThatWriteOneAttribute_refusesBeforeTheFirstCall() {
        SyncJob[] clash = {
            PersonSync.all(),
            QuerySync.hogQl("SELECT 1 AS email")
                    .map("plan", "SUBSCRIPTION_PLAN")
                    .named("plans")
        };
        try (SyncFixture stage = stage(10, clash)) {
            assertThatThrownBy(stage.connector::syncAll)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("SUBSCRIPTION_PLAN is written by persons and plans");
            assertThat(stage.sandbox.calls().all()).isEmpty();
        }
    }

    @Test
    void syncAll_whenOneJobCannotGoOn_runsTheOthers() {
        SyncJob[] some = {PersonSync.all(), CohortSync.of(9_999).intoList(2)};
        try (SyncFixture stage = stage(30, some)) {
            SyncReport report = stage.connector.syncAll();

            assertThat(report.outcome()).isEqualTo(SyncOutcome.FAILED);
            assertThat(report.failure().orElseThrow()).contains("no cohort 9999");
            assertThat(report.parts().get(0).outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(stage.target().contacts()).isNotEmpty();
        }
    }

    @Test
    void syncAll_whenThePersonsDidNotComeToTheirEnd_holdsTheirEventsBack() {
        SyncJob[] some = {PersonSync.all(), EventSync.of("purchase_completed").since(WholeTruth.YEAR)};
        try (SyncFixture stage = stage(SyncFixture.FACTOR, 80, some)) {
            stage.sandbox
                    .faults()
                    .add(Fault.on(Service.BREVO)
                            .route("POST /contacts/import")
                            .times(1_000)
                            .status(425));
            SyncReport first = stage.connector.syncAll();
            stage.sandbox.faults().clear();

            SyncReport second = stage.connector.syncAll();

            assertThat(first.parts().get(1).failure())
                    .hasValueSatisfying(why -> assertThat(why).contains("\"persons\" did not come to its end"));
            assertThat(second.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(second.parts().get(1).reasons()).doesNotContainKey("no contact in Brevo");
        }
    }

    @Test
    void syncPersons_mirrorsActiveAndPowerUsers() {
        try (SyncFixture stage = stage(300)) {
            long active = stage.target().createList("Active");
            long power = stage.target().createList("Power");
            PersonSync job = PersonSync.all()
                    .engagement(Engagement.NONE
                            .activeInto(active)
                            .powerInto(power)
                            .activeWithin(Duration.ofDays(60))
                            .powerEvents(3));

            stage.connector.syncPersons(job);

            Instant since = stage.sandbox.clock().now().minus(Duration.ofDays(60));
            Map<UUID, Long> recent = stage.source().events().stream()
                    .filter(event -> event.timestamp().isAfter(since))
                    .collect(Collectors.groupingBy(EventRecord::personId, Collectors.counting()));
            Map<String, Long> byAddress = new HashMap<>();
            for (PersonRecord person : stage.source().persons()) {
                Truth.address(person)
                        .ifPresent(
                                address -> byAddress.merge(address, recent.getOrDefault(person.id(), 0L), Long::sum));
            }
            assertThat(Truth.members(stage.target(), active)).isEqualTo(atLeast(byAddress, 1));
            assertThat(Truth.members(stage.target(), power)).isEqualTo(atLeast(byAddress, 3));
        }
    }

    private static Set<String> atLeast(Map<String, Long> numbers, long least) {
        return numbers.entrySet().stream()
                .filter(entry -> entry.getValue() >= least)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Test
    void syncPersons_byRest_bringsTheSameContacts() {
        try (SyncFixture stage = stage(300)) {
            SyncReport report = stage.connector.syncPersons(PersonSync.all().byRest());

            assertThat(report.counts().read()).isEqualTo(300);
            assertThat(Expected.held(stage.target().contacts())).isEqualTo(Expected.contacts(stage.source()));
        }
    }
}
