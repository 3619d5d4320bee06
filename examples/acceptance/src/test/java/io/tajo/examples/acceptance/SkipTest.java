package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.ConfigurationException;
import io.tajo.connector.ConnectorBuilder;
import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.ExportSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.FunnelSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.QuerySync;
import io.tajo.connector.job.ReplaySync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.brevo.ContactRecord;
import io.tajo.examples.sandbox.brevo.StoredEventRecord;
import io.tajo.examples.sandbox.control.Service;
import io.tajo.examples.sandbox.posthog.CohortRecord;
import io.tajo.examples.sandbox.posthog.EventRecord;
import io.tajo.examples.sandbox.posthog.FlagRecord;
import io.tajo.examples.sandbox.posthog.RecordingRecord;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Of ten persons every second belongs to the staff, told by a property that only some jobs would read by themselves. */
@Timeout(120)
class SkipTest {
    private static final int PERSONS = 10;

    private static final Map<String, LongFunction<SyncJob>> JOBS = new LinkedHashMap<>();
    private static final Map<String, UnaryOperator<ConnectorBuilder>> WAYS = new LinkedHashMap<>();

    static {
        JOBS.put("persons", list -> PersonSync.all().intoList(list).mirror());
        JOBS.put("cohorts", list -> CohortSync.of(41).intoList(list).mirror());
        JOBS.put("flags", list -> FlagSync.of("beta").toAttribute("BETA").intoList(list));
        JOBS.put(
                "funnels",
                list -> FunnelSync.steps("seen", "bought")
                        .reached(2)
                        .stageTo("STAGE")
                        .intoList(list));
        JOBS.put("replays", list -> ReplaySync.last(Duration.ofDays(30)));
        JOBS.put("query", list -> query(list));
        JOBS.put(
                "export of persons",
                list -> ExportSync.jsonLines(() -> stream(exportedPersons())).intoList(list));
        JOBS.put("events", list -> EventSync.of("bought"));
        JOBS.put(
                "export of events",
                list -> ExportSync.jsonLines(() -> stream(exportedEvents())).asEvents(EventSync.of("bought")));
        WAYS.put(
                "a lambda",
                connector -> connector.mapping(FieldMapping.builder()
                        .map("email", "ADDRESS")
                        .map("team", "TEAM")
                        .build()
                        .andThen((person, contact) -> {
                            if (person.text("team").isPresent()) contact.skip("staff");
                        })));
        WAYS.put(
                "exclude",
                connector -> connector
                        .mapping(FieldMapping.builder().map("email", "ADDRESS").build())
                        .exclude(person -> person.text("team").isPresent()));
    }

    static Stream<Arguments> jobsAndWays() {
        return JOBS.keySet().stream().flatMap(job -> WAYS.keySet().stream().map(way -> Arguments.of(job, way)));
    }

    private static SyncJob query(long list) {
        return QuerySync.hogQl("SELECT person.properties.email AS email, count() AS purchases FROM events "
                        + "WHERE event = 'bought' GROUP BY email")
                .contactBy("email")
                .map("purchases", "PURCHASES")
                .intoList(list)
                .named("buyers");
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String properties(int i) {
        return "{\"email\":\"" + address(i) + "\"" + (isStaff(i) ? ",\"team\":\"core\"" : "") + "}";
    }

    private static String exportedPersons() {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < PERSONS; i++) {
            rows.append("{\"person_id\":\"")
                    .append(id(i))
                    .append("\",\"distinct_id\":\"d")
                    .append(i)
                    .append(
                            "\",\"person_version\":1,\"person_distinct_id_version\":1,\"is_deleted\":false,\"properties\":")
                    .append(properties(i))
                    .append("}\n");
        }
        return rows.toString();
    }

    private static String exportedEvents() {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < PERSONS; i++) {
            rows.append("{\"uuid\":\"")
                    .append(id(100 + i))
                    .append("\",\"event\":\"bought\",\"distinct_id\":\"d")
                    .append(i)
                    .append("\",\"timestamp\":\"2026-02-03T04:05:06Z\",\"properties\":{},\"person_properties\":")
                    .append(properties(i))
                    .append("}\n");
        }
        return rows.toString();
    }

    private static boolean isStaff(int i) {
        return i % 2 == 1;
    }

    private static String address(int i) {
        return "person" + i + "@example.com";
    }

    private static UUID id(int i) {
        return new UUID(0, i + 1);
    }

    /** Everyone is a contact already, is in the cohort, has the flag, bought something and was recorded. */
    private static SyncFixture stage() {
        SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(0));
        Instant now = stage.sandbox.clock().now();
        List<EventRecord> events = new ArrayList<>();
        List<RecordingRecord> recordings = new ArrayList<>();
        for (int i = 0; i < PERSONS; i++) {
            Map<String, String> properties = new TreeMap<>(Map.of("email", address(i), "plan", "pro"));
            if (isStaff(i)) properties.put("team", "core");
            stage.person(id(i), properties);
            stage.target().putContact(address(i), Map.of(), List.of());
            for (String name : List.of("seen", "bought")) {
                Instant when = now.minus(Duration.ofHours(2)).plusSeconds(name.equals("seen") ? 0 : 60);
                events.add(new EventRecord(UUID.randomUUID(), name, id(i), "d-" + id(i), when, Map.of()));
            }
            recordings.add(new RecordingRecord(
                    "s" + i, id(i), now.minus(Duration.ofDays(1)), Duration.ofSeconds(30), 1, 2, 3));
        }
        stage.source().addEvents(events);
        stage.source().addRecordings(recordings);
        stage.source().add(CohortRecord.where(41, "Pro", "plan", "pro"));
        stage.source().add(FlagRecord.where(1, "beta", "plan", "pro"));
        return stage;
    }

    /** Counts what each contact got: attributes, lists and events. */
    private static Map<String, Boolean> reached(SyncFixture stage) {
        Map<String, Boolean> reached = new TreeMap<>();
        for (ContactRecord contact : stage.target().contacts()) {
            boolean any = !contact.attributes().isEmpty() || !contact.listIds().isEmpty();
            reached.put(contact.email(), any);
        }
        for (StoredEventRecord event : stage.target().events()) reached.put(event.email(), true);
        return reached;
    }

    private static Map<String, Boolean> everyoneButTheStaff() {
        Map<String, Boolean> expected = new TreeMap<>();
        for (int i = 0; i < PERSONS; i++) expected.put(address(i), !isStaff(i));
        return expected;
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource("jobsAndWays")
    void run_aSkippedPersonIsInNoListAndGetsNoAttributeAndNoEvent(String job, String way) {
        try (SyncFixture stage = stage();
                PostHogBrevoConnector connector = stage.connector(WAYS.get(way))) {
            long list = stage.target().createList("The job's");

            SyncReport report = connector.run(JOBS.get(job).apply(list));

            assertThat(reached(stage)).isEqualTo(everyoneButTheStaff());
            assertThat(report.counts().skipped()).isEqualTo(PERSONS / 2);
            assertThat(report.reasons()).containsValue(PERSONS / 2L);
            assertThat(report.counts().applied()).isEqualTo(PERSONS / 2);
        }
    }

    @Test
    void exclude_whoIsInAMirroredListByTheLibraryLeavesIt() {
        try (SyncFixture stage = stage()) {
            long list = stage.target().createList("Pro");
            Ledger ledger = Ledger.inMemory();
            CohortSync job = CohortSync.of(41).intoList(list).mirror();
            stage.connector(connector -> connector.ledger(ledger)).syncCohorts(job);
            assertThat(Truth.members(stage.target(), list)).hasSize(PERSONS);

            PostHogBrevoConnector connector = stage.connector(settings -> settings.ledger(ledger)
                    .exclude(person -> person.text("team").isPresent()));
            SyncReport report = connector.syncCohorts(job);

            assertThat(Truth.members(stage.target(), list))
                    .containsExactlyInAnyOrder(address(0), address(2), address(4), address(6), address(8));
            assertThat(report.removed()).isEqualTo(Map.of(list, 5L));
        }
    }

    @Test
    void run_ofEvents_readsPersonsOnlyIfSomethingMaySkipThem() {
        try (SyncFixture stage = stage()) {
            stage.connector.run(EventSync.of("bought"));
            long without = postHogCalls(stage);
            PostHogBrevoConnector excluding = stage.connector(
                    settings -> settings.exclude(person -> person.bool("staff").orElse(false)));
            excluding.run(EventSync.of("bought"));

            assertThat(postHogCalls(stage)).isGreaterThan(2 * without);
        }
    }

    private static long postHogCalls(SyncFixture stage) {
        return stage.sandbox.calls().all().stream()
                .filter(call -> call.service() == Service.POSTHOG)
                .count();
    }

    @Test
    void exclude_byAFieldThatOneJobAloneKnows_isRefused() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(0))) {
            assertThatThrownBy(() -> stage.connector(connector -> connector.exclude(
                            person -> person.list("cohort_names").isPresent())))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("cohort_names");
        }
    }

    @Test
    void exclude_byDeclaredFields_mayReadThemWhateverItFinds() {
        try (SyncFixture stage = stage()) {
            PostHogBrevoConnector connector = stage.connector(settings -> settings.exclude(
                    Set.of("plan", "team"),
                    person -> person.text("plan").isPresent()
                            && person.text("team").isPresent()));

            SyncReport report = connector.syncCohorts(
                    CohortSync.of(41).intoList(stage.target().createList("Pro")));

            assertThat(report.counts().skipped()).isEqualTo(PERSONS / 2);
        }
    }

    @Test
    void exclude_thatFailsForAPerson_leavesItOut() {
        try (SyncFixture stage = stage()) {
            PostHogBrevoConnector connector = stage.connector(settings ->
                    settings.exclude(person -> person.text("team").orElseThrow().isEmpty()));

            SyncReport report = connector.run(EventSync.of("bought"));

            assertThat(stage.target().events()).hasSize(PERSONS / 2);
            assertThat(report.reasons()).isEqualTo(Map.of("exclude(...) failed: NoSuchElementException", PERSONS / 2L));
        }
    }
}
