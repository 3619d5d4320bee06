package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.ExportSync;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.RecordedCall;
import io.tajo.examples.sandbox.control.Service;
import io.tajo.examples.sandbox.posthog.EventRecord;
import io.tajo.examples.sandbox.posthog.PersonRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Exports that PostHog makes on demand, in files of a thousand rows. */
@Timeout(120)
class ExportOnDemandTest {
    private static final EventSync PURCHASES =
            EventSync.of("purchase completed").properties("amount", "$os").attribute("amount", "LAST_AMOUNT");

    private static SyncFixture stage(int persons) {
        return SyncFixture.open(
                sandbox ->
                        sandbox.persons(persons).untidy(true).eventsPerPerson(0).seed(3),
                connector -> connector.ledger(Ledger.inMemory()));
    }

    private static Instant now(SyncFixture stage) {
        return stage.sandbox.clock().now().truncatedTo(ChronoUnit.MILLIS);
    }

    @Test
    void syncExport_ofPersonsOnDemand_makesContactsOfThoseWhoChangedInTheTime() {
        try (SyncFixture stage = stage(3_000)) {
            Instant to = now(stage);
            Instant from = to.minus(Duration.ofDays(7));
            List<PersonRecord> persons = stage.source().persons();
            for (int i = 0; i < persons.size(); i++) {
                Instant outside = i % 2 == 0 ? to : from.minusMillis(1);
                stage.source().touch(persons.get(i).id(), i % 4 == 0 ? outside : from.plusSeconds(i - i % 4L));
            }

            SyncReport report = stage.connector.syncExport(ExportSync.onDemand(from, to));

            Map<String, Map<String, Object>> expected = new TreeMap<>();
            for (int i = 0; i < persons.size(); i++) {
                PersonRecord person = persons.get(i);
                if (i % 4 > 0)
                    Truth.address(person).ifPresent(address -> expected.putIfAbsent(address, attributes(person)));
            }
            assertThat(Expected.held(stage.target().contacts())).isEqualTo(expected);
            assertThat(report.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(report.counts().read()).isEqualTo(2_250);
            assertThat(report.counts().applied()).isEqualTo(expected.size());
            // Two ways through three files.
            assertThat(fetched(stage)).hasSize(6);
        }
    }

    /** Returns what the default mapping makes of what an export says: it counts no events. */
    private static Map<String, Object> attributes(PersonRecord person) {
        Map<String, Object> attributes = new TreeMap<>();
        Map.of(
                        "name", "FIRSTNAME",
                        "$browser", "BROWSER",
                        "$os", "OS",
                        "$initial_referrer", "REFERRAL_SOURCE",
                        "plan", "SUBSCRIPTION_PLAN",
                        "company", "COMPANY")
                .forEach((property, attribute) -> {
                    Object value = person.properties().get(property);
                    if (value != null) attributes.put(attribute, value);
                });
        attributes.put(
                "SIGNUP_DATE",
                person.createdAt().atZone(ZoneOffset.UTC).toLocalDate().toString());
        return attributes;
    }

    private static List<RecordedCall> fetched(SyncFixture stage) {
        return stage.sandbox.calls().all().stream()
                .filter(call -> call.route().equals("GET /exported-files/{id}/{file}"))
                .toList();
    }

    /** Lets each person buy now and then, and look around besides. */
    private static void happen(SyncFixture stage, int count, Instant from) {
        List<PersonRecord> persons = stage.source().persons();
        List<EventRecord> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            PersonRecord person = persons.get(i % persons.size());
            String name = i % 3 == 0 ? "$pageview" : "purchase completed";
            events.add(new EventRecord(
                    UUID.randomUUID(),
                    name,
                    person.id(),
                    person.distinctId(),
                    from.plusMillis(i),
                    Map.of("amount", i, "$os", "Süd " + i, "not asked for", "secret")));
        }
        stage.source().addEvents(events);
    }

    /** Returns what Brevo should have, by PostHog's uuid. */
    private static Map<String, List<Object>> expected(SyncFixture stage, Instant from, Instant to) {
        Map<UUID, PersonRecord> persons = new TreeMap<>();
        stage.source().persons().forEach(person -> persons.put(person.id(), person));
        Map<String, List<Object>> expected = new TreeMap<>();
        for (EventRecord event : stage.source().events()) {
            boolean inside =
                    !event.timestamp().isBefore(from) && event.timestamp().isBefore(to);
            if (!inside || !event.event().equals("purchase completed")) continue;
            String uuid = event.uuid().toString();
            Map<String, Object> properties = new TreeMap<>();
            properties.put("posthog_uuid", uuid);
            properties.put("amount", String.valueOf(event.properties().get("amount")));
            properties.put("os", event.properties().get("$os"));
            Truth.address(persons.get(event.personId()))
                    .ifPresent(address ->
                            expected.put(uuid, List.of("purchase_completed", address, event.timestamp(), properties)));
        }
        return expected;
    }

    private static Map<String, List<Object>> held(SyncFixture stage) {
        Map<String, List<Object>> held = new TreeMap<>();
        stage.target().events().forEach(event -> {
            Map<String, Object> properties = new TreeMap<>(event.properties());
            properties.computeIfPresent("amount", (name, amount) -> amount.toString());
            List<Object> before = held.put(
                    String.valueOf(event.properties().get("posthog_uuid")),
                    List.of(event.name(), event.email(), event.date(), properties));
            assertThat(before).as("no event is there twice").isNull();
        });
        return held;
    }

    private static void holdEverybody(SyncFixture stage) {
        Truth.addresses(stage.source(), person -> true)
                .forEach(address -> stage.target().putContact(address, Map.of(), List.of()));
    }

    @Test
    void syncExport_ofEventsOnDemand_sendsThoseOfTheTime() {
        try (SyncFixture stage = stage(200)) {
            Instant to = now(stage);
            Instant from = to.minus(Duration.ofDays(7));
            holdEverybody(stage);
            happen(stage, 300, from.minusMillis(300));
            happen(stage, 2_500, from);
            happen(stage, 300, to);

            SyncReport report =
                    stage.connector.syncExport(ExportSync.onDemand(from, to).asEvents(PURCHASES));

            Map<String, List<Object>> expected = expected(stage, from, to);
            assertThat(held(stage)).isEqualTo(expected);
            assertThat(report.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(report.counts().applied()).isEqualTo(expected.size()).isGreaterThan(1_400);
            assertThat(Truth.attribute(stage.target(), "LAST_AMOUNT")).isEqualTo(lastAmounts(stage, from, to));
        }
    }

    private static Map<String, Object> lastAmounts(SyncFixture stage, Instant from, Instant to) {
        Map<String, Object> amounts = new TreeMap<>();
        Map<UUID, PersonRecord> persons = new TreeMap<>();
        stage.source().persons().forEach(person -> persons.put(person.id(), person));
        for (EventRecord event : stage.source().events()) {
            boolean inside =
                    !event.timestamp().isBefore(from) && event.timestamp().isBefore(to);
            if (!inside || !event.event().equals("purchase completed")) continue;
            Truth.address(persons.get(event.personId()))
                    .ifPresent(address -> amounts.put(
                            address, String.valueOf(event.properties().get("amount"))));
        }
        return amounts;
    }

    @Test
    void syncExport_whenOneOfItsFilesIsNotThere_hasSentWhatIsInThoseBefore() {
        try (SyncFixture stage = stage(200)) {
            Instant to = now(stage);
            Instant from = to.minus(Duration.ofDays(7));
            holdEverybody(stage);
            happen(stage, 2_500, from);
            stage.sandbox
                    .faults()
                    .add(Fault.on(Service.POSTHOG)
                            .route("GET /exported-files/{id}/{file}")
                            .skip(1)
                            .times(100)
                            .status(503));
            ExportSync job = ExportSync.onDemand(from, to).asEvents(PURCHASES);

            SyncReport broken = stage.connector.syncExport(job);
            stage.sandbox.faults().clear();
            SyncReport whole = stage.connector.syncExport(job);

            assertThat(broken.outcome()).isEqualTo(SyncOutcome.FAILED);
            assertThat(broken.counts().applied()).isGreaterThan(400);
            assertThat(whole.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(whole.counts().merged()).isEqualTo(broken.counts().applied());
            assertThat(held(stage)).isEqualTo(expected(stage, from, to));
        }
    }

    @Test
    void syncExport_ofThreeWeeksOnDemand_takesAnExportForEachWeek() {
        try (SyncFixture stage = stage(60)) {
            Instant to = now(stage);
            Instant from = to.minus(Duration.ofDays(17));
            List<PersonRecord> persons = stage.source().persons();
            for (int i = 0; i < persons.size(); i++) {
                stage.source().touch(persons.get(i).id(), from.plus(Duration.ofHours(6L * i)));
            }

            SyncReport report = stage.connector.syncExport(ExportSync.onDemand(from, to));

            assertThat(report.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(stage.target().contacts())
                    .extracting(contact -> contact.email())
                    .containsExactlyInAnyOrderElementsOf(Truth.addresses(stage.source(), person -> true));
            assertThat(stage.sandbox.calls().all())
                    .filteredOn(call ->
                            call.route().startsWith("POST ") && call.route().contains("export"))
                    .hasSize(3);
        }
    }

    @Test
    void onDemand_thatEndsBeforeItBegins_isRefused() {
        Instant now = Instant.parse("2026-01-02T03:04:05Z");

        assertThatThrownBy(() -> ExportSync.onDemand(now, now)).isInstanceOf(IllegalArgumentException.class);
    }
}
