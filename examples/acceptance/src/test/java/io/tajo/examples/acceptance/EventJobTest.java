package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.ConfigurationException;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.brevo.StoredEventRecord;
import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.Service;
import io.tajo.examples.sandbox.posthog.EventRecord;
import io.tajo.examples.sandbox.posthog.PersonRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EventJobTest {
    private static final EventSync JOB =
            EventSync.of("$pageview", "purchase completed").properties("amount", "$os", "cart");

    private static SyncFixture stage(int persons) {
        SyncFixture stage = SyncFixture.open(
                sandbox ->
                        sandbox.persons(persons).untidy(true).eventsPerPerson(0).seed(2),
                connector -> connector.ledger(Ledger.inMemory()));
        stage.connector.syncPersons(PersonSync.all());
        return stage;
    }

    private static void happen(SyncFixture stage, int count, Duration ago) {
        Instant when = stage.sandbox.clock().now().minus(ago).truncatedTo(ChronoUnit.MILLIS);
        List<PersonRecord> persons = stage.source().persons();
        List<EventRecord> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            PersonRecord person = persons.get(i % persons.size());
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("amount", i);
            properties.put("$os", "Süd " + i);
            properties.put("not asked for", "secret");
            String name = i % 3 == 0 ? "purchase completed" : "$pageview";
            // Ten at a time share their timestamp.
            Instant moment = when.plusSeconds(i / 10);
            events.add(new EventRecord(UUID.randomUUID(), name, person.id(), person.distinctId(), moment, properties));
        }
        stage.source().addEvents(events);
    }

    /** Returns what Brevo should have: name, address, moment and properties by PostHog's uuid. */
    private static Map<String, List<Object>> expected(SyncFixture stage) {
        Map<UUID, PersonRecord> persons = new LinkedHashMap<>();
        stage.source().persons().forEach(person -> persons.put(person.id(), person));
        Map<String, List<Object>> expected = new TreeMap<>();
        for (EventRecord event : stage.source().events()) {
            PersonRecord person = persons.get(event.personId());
            if (person == null || Truth.address(person).isEmpty()) continue;
            Map<String, Object> properties = new TreeMap<>();
            properties.put("posthog_uuid", event.uuid().toString());
            properties.put("amount", event.properties().get("amount"));
            properties.put("os", event.properties().get("$os"));
            String name = event.event().equals("$pageview") ? "pageview" : "purchase_completed";
            expected.put(
                    event.uuid().toString(), List.of(name, Truth.address(person).get(), event.timestamp(), properties));
        }
        return expected;
    }

    private static Map<String, List<Object>> held(SyncFixture stage) {
        Map<String, List<Object>> held = new TreeMap<>();
        for (StoredEventRecord event : stage.target().events()) {
            List<Object> before = held.put(
                    String.valueOf(event.properties().get("posthog_uuid")),
                    List.of(event.name(), event.email(), event.date(), new TreeMap<>(event.properties())));
            assertThat(before).as("no event is there twice").isNull();
        }
        return held;
    }

    @Test
    void syncEvents_sendsEachEventOfAKnownContactOnceWithTheChosenProperties() {
        try (SyncFixture stage = stage(100)) {
            happen(stage, 1_000, Duration.ofHours(3));

            SyncReport report = stage.connector.syncEvents(JOB);

            assertThat(held(stage)).isEqualTo(expected(stage));
            assertThat(report.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(report.counts().read()).isEqualTo(1_000);
            assertThat(report.counts().applied()).isEqualTo(expected(stage).size());
            assertThat(report.reasons()).containsKeys("no address", "the address is not one that Brevo accepts");
            assertThat(stage.sandbox.calls().count(Service.BREVO, "POST /events/batch"))
                    .isEqualTo(5);
        }
    }

    @Test
    void syncEvents_aSecondTime_readsTheOverlapAndSendsWhatArrivedLateOnly() {
        try (SyncFixture stage = stage(100)) {
            happen(stage, 300, Duration.ofMinutes(50));
            stage.connector.syncEvents(JOB);
            happen(stage, 30, Duration.ofMinutes(55));

            SyncReport second = stage.connector.syncEvents(JOB);

            assertThat(held(stage)).isEqualTo(expected(stage));
            assertThat(second.counts().merged()).isGreaterThan(200);
            assertThat(second.counts().applied()).isBetween(20L, 30L);
        }
    }

    @Test
    void syncEvents_onlyGoToContactsThatBrevoHolds() {
        try (SyncFixture stage = stage(60)) {
            happen(stage, 120, Duration.ofHours(2));
            String gone = Truth.address(stage.source().persons().get(0)).orElseThrow();
            stage.target().deleteContact(gone);

            SyncReport report = stage.connector.syncEvents(JOB);

            assertThat(stage.target().contact(gone)).isEmpty();
            assertThat(report.reasons()).containsEntry("no contact in Brevo", 2L);
        }
    }

    @Test
    void syncEvents_whenBrevoBreaksOff_goesOnFromThereInTheNextRun() {
        try (SyncFixture stage = stage(100)) {
            happen(stage, 1_000, Duration.ofHours(3));
            stage.sandbox
                    .faults()
                    .add(Fault.on(Service.BREVO)
                            .route("POST /events/batch")
                            .skip(1)
                            .times(20)
                            .status(503));

            SyncReport broken = stage.connector.syncEvents(JOB);
            stage.sandbox.faults().clear();
            SyncReport whole = stage.connector.syncEvents(JOB);

            assertThat(broken.outcome()).isEqualTo(SyncOutcome.FAILED);
            assertThat(whole.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(held(stage)).isEqualTo(expected(stage));
        }
    }

    @Test
    void syncEvents_withAPropertyOfSixtyKilobytes_rejectsThatEventAndSendsTheOthers() {
        try (SyncFixture stage = stage(10)) {
            PersonRecord person = stage.source().persons().get(0);
            Instant when =
                    stage.sandbox.clock().now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
            List<EventRecord> events = new ArrayList<>();
            for (String cart : List.of("small", "ü".repeat(30_000))) {
                events.add(new EventRecord(
                        UUID.randomUUID(), "$pageview", person.id(), person.distinctId(), when, Map.of("cart", cart)));
            }
            stage.source().addEvents(events);

            SyncReport report = stage.connector.syncEvents(JOB);

            assertThat(report.counts().applied()).isEqualTo(1);
            assertThat(report.counts().rejected()).isEqualTo(1);
            assertThat(report.reasons().keySet()).singleElement().asString().contains("50000 bytes of JSON");
            assertThat(stage.target().events()).hasSize(1);
        }
    }

    @Test
    void syncEvents_withAnAttributeThatDoesNotFit_sendsTheEventWithoutIt() {
        try (SyncFixture stage = stage(10)) {
            stage.target().addAttribute("LAST_AMOUNT", "float");
            PersonRecord person = stage.source().persons().get(0);
            Instant when =
                    stage.sandbox.clock().now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
            List<EventRecord> events = new ArrayList<>();
            for (Object amount : List.of(12, "a lot", List.of(1, 2))) {
                Instant moment = when.plusSeconds(events.size());
                events.add(new EventRecord(
                        UUID.randomUUID(),
                        "$pageview",
                        person.id(),
                        person.distinctId(),
                        moment,
                        Map.of("amount", amount, "cart", "c1")));
            }
            stage.source().addEvents(events);
            EventSync job = JOB.attribute("amount", "LAST_AMOUNT").attribute("cart", "NOWHERE");

            SyncReport report = stage.connector.syncEvents(job);

            assertThat(stage.target().events()).hasSize(3);
            assertThat(Truth.attribute(stage.target(), "LAST_AMOUNT"))
                    .isEqualTo(Map.of(Truth.address(person).orElseThrow(), "12"));
            assertThat(report.counts().applied()).isEqualTo(3);
            assertThat(report.counts().rejected()).isZero();
            assertThat(report.refusedFields())
                    .isEqualTo(Map.of(
                            "LAST_AMOUNT: this value is not a number", 1L, "LAST_AMOUNT: a list is not a number", 1L));
        }
    }

    @Test
    void syncEvents_withOddNames_refusesThoseThatWouldBecomeOneBeforeTheFirstCallOfEvents() {
        try (SyncFixture stage = stage(10)) {
            List<String> odd = IntStream.range(0, 300)
                    .mapToObj(n -> "step " + n / 2 + (n % 2 == 0 ? "!" : "?"))
                    .toList();

            assertThatThrownBy(() -> stage.connector.syncEvents(EventSync.of(odd)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("\"step 0!\" and \"step 0?\" would both be step_0_")
                    .hasMessageContaining("step_149_");
            assertThatThrownBy(() -> stage.connector.syncEvents(EventSync.of("日本")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("nothing of the name");
        }
    }

    @Test
    void syncEvents_withABooleanAttributeAlongside_writesIt() {
        try (SyncFixture stage = stage(10)) {
            stage.target().addAttribute("VIP", "boolean");
            PersonRecord person = stage.source().persons().stream()
                    .filter(one -> Truth.address(one).isPresent())
                    .findFirst()
                    .orElseThrow();
            Instant when =
                    stage.sandbox.clock().now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.MILLIS);
            stage.source()
                    .addEvents(List.of(new EventRecord(
                            UUID.randomUUID(),
                            "purchase completed",
                            person.id(),
                            person.distinctId(),
                            when,
                            Map.of("vip", true))));

            SyncReport report = stage.connector.syncEvents(JOB.attribute("vip", "VIP"));

            assertThat(report.counts().applied()).isEqualTo(1);

            assertThat(Truth.attribute(stage.target(), "VIP"))
                    .isEqualTo(Map.of(Truth.address(person).orElseThrow(), true));
        }
    }

    /** Breaks the answer to the second batch off, before or after Brevo has taken it in. */
    private static SyncReport breakOff(SyncFixture stage, EventSync job, UnaryOperator<Fault> how) {
        happen(stage, 1_000, Duration.ofHours(3));
        stage.sandbox
                .faults()
                .add(how.apply(
                        Fault.on(Service.BREVO).route("POST /events/batch").skip(1)));
        return stage.connector.syncEvents(job);
    }

    @Test
    void syncEvents_whenABatchWasTakenInAndNotAnswered_asksBrevoAndSendsNothingTwice() {
        try (SyncFixture stage = stage(100)) {
            SyncReport broken = breakOff(stage, JOB, Fault::resetAfterProcessing);

            SyncReport whole = stage.connector.syncEvents(JOB);

            assertThat(broken.outcome()).isEqualTo(SyncOutcome.FAILED);
            assertThat(whole.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(whole.remarks()).isEmpty();
            assertThat(held(stage)).isEqualTo(expected(stage));
            assertThat(stage.sandbox.calls().count(Service.BREVO, "GET /events"))
                    .isBetween(1L, 2L);
        }
    }

    @Test
    void syncEvents_whenABatchGotLost_sendsItAgain() {
        try (SyncFixture stage = stage(100)) {
            SyncReport broken = breakOff(stage, JOB, Fault::reset);

            stage.connector.syncEvents(JOB);

            assertThat(broken.outcome()).isEqualTo(SyncOutcome.FAILED);
            assertThat(held(stage)).isEqualTo(expected(stage));
        }
    }

    @Test
    void syncEvents_whenBrevoCanNotBeAsked_doesAsTheCallerChose() {
        for (EventSync job : List.of(JOB, JOB.atMostOnce())) {
            try (SyncFixture stage = stage(100)) {
                breakOff(stage, job, Fault::resetAfterProcessing);
                stage.sandbox
                        .faults()
                        .add(Fault.on(Service.BREVO)
                                .route("GET /events")
                                .times(1_000)
                                .status(500));

                SyncReport second = stage.connector.syncEvents(job);

                int twice = stage.target().events().size() - expected(stage).size();
                assertThat(second.outcome()).isEqualTo(SyncOutcome.FINISHED);
                if (job.isAtMostOnce()) assertThat(twice).isZero();
                else assertThat(twice).isBetween(150, 200);
                assertThat(second.remarks())
                        .singleElement()
                        .asString()
                        .matches("Brevo could not be asked whether it has 1\\d\\d events .*");
            }
        }
    }
}
