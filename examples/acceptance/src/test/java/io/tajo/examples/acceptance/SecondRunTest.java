package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.mapping.Transforms;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.control.RecordedCall;
import io.tajo.examples.sandbox.control.Service;
import io.tajo.examples.sandbox.posthog.PersonRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run after another, over a ledger in a file, sends the difference. */
@Timeout(1_800)
class SecondRunTest {
    private static final int PERSONS = Boolean.getBoolean("stress") ? 100_000 : 5_000;
    private static final FieldMapping SHOUTING = FieldMapping.defaults().toBuilder()
            .without("SUBSCRIPTION_PLAN")
            .map("plan", "SUBSCRIPTION_PLAN", Transforms.upper())
            .build();

    @TempDir
    private Path folder;

    private static SyncFixture stage(int persons) {
        return SyncFixture.open(
                sandbox -> sandbox.persons(persons).eventsPerPerson(2).seed(3));
    }

    private Ledger ledger() {
        return Ledger.embedded(folder.resolve("ledger"));
    }

    /** Each run is one of a process of its own, as far as the ledger knows. */
    private SyncReport run(SyncFixture stage, FieldMapping mapping) {
        try (Ledger ledger = ledger()) {
            PostHogBrevoConnector connector =
                    stage.connector(settings -> settings.ledger(ledger).mapping(mapping));
            return connector.syncPersons(PersonSync.all());
        }
    }

    private static List<String> writes(SyncFixture stage) {
        return stage.sandbox.calls().all().stream()
                .filter(call -> call.service() == Service.BREVO)
                .map(RecordedCall::route)
                .filter(route -> !route.startsWith("GET "))
                .toList();
    }

    private static void move(SyncFixture stage, PersonRecord person) {
        Map<String, Object> properties = new HashMap<>(person.properties());
        properties.put("company", "Moved & Co");
        stage.source().remove(person.id());
        stage.person(person.id(), person.createdAt(), properties);
    }

    @Test
    void syncPersons_again_writesNothingAndThenOnlyWhatChanged() {
        try (SyncFixture stage = stage(PERSONS)) {
            FieldMapping mapping = FieldMapping.defaults();
            SyncReport first = run(stage, mapping);
            stage.sandbox.calls().clear();

            SyncReport second = run(stage, mapping);

            assertThat(first.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(writes(stage)).isEmpty();
            assertThat(second.counts().unchanged()).isEqualTo(first.counts().applied());
            assertThat(second.calls().total())
                    .isEqualTo(stage.sandbox.calls().all().size());

            List<PersonRecord> moving = stage.source().persons().stream()
                    .filter(person -> Truth.address(person).isPresent())
                    .limit(PERSONS / 100)
                    .toList();
            moving.forEach(person -> move(stage, person));
            stage.sandbox.calls().clear();

            SyncReport third = run(stage, mapping);

            assertThat(third.counts().applied()).isEqualTo(moving.size());
            assertThat(third.counts().unchanged()).isEqualTo(first.counts().applied() - moving.size());
            // By one import, or by as many upserts where those are fewer than make an import worth its while.
            assertThat(writes(stage)).hasSize(moving.size() < 50 ? moving.size() : 1);
            assertThat(Expected.held(stage.target().contacts())).isEqualTo(Expected.contacts(stage.source()));
        }
    }

    @Test
    void syncPersons_withAnotherMappingOfOneField_sendsThatFieldWhereItDiffers() {
        try (SyncFixture stage = stage(PERSONS)) {
            run(stage, FieldMapping.defaults());
            long plans = stage.target().contacts().stream()
                    .filter(contact -> contact.attributes().get("SUBSCRIPTION_PLAN") != null)
                    .count();
            String someone = Truth.attribute(stage.target(), "SUBSCRIPTION_PLAN")
                    .keySet()
                    .iterator()
                    .next();
            stage.target().putContact(someone, Map.of("COMPANY", "By hand"), Set.of());
            stage.sandbox.calls().clear();

            SyncReport changed = run(stage, SHOUTING);

            assertThat(plans).isPositive();
            assertThat(changed.counts().applied()).isEqualTo(plans);
            assertThat(writes(stage)).allMatch(route -> route.equals("POST /contacts/import"));
            assertThat(Truth.attribute(stage.target(), "COMPANY").values())
                    .as("what was changed by hand in a field that did not change")
                    .contains("By hand");
            assertThat(Truth.attribute(stage.target(), "SUBSCRIPTION_PLAN").values())
                    .allMatch(plan -> plan.equals(plan.toString().toUpperCase(Locale.ROOT)));
        }
    }

    @Test
    void syncPersons_interrupted_stopsWithinASecondAndGoesOnLater() throws Exception {
        try (SyncFixture stage = stage(400)) {
            AtomicReference<SyncReport> report = new AtomicReference<>();
            CompletableFuture<Void> ended = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                report.set(run(stage, FieldMapping.defaults()));
                ended.complete(null);
            });
            thread.start();
            while (writes(stage).stream().noneMatch("POST /contacts/import"::equals)) {
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }

            thread.interrupt();

            ended.get(1, TimeUnit.SECONDS);
            assertThat(report.get().outcome()).isEqualTo(SyncOutcome.PAUSED);
            assertThat(report.get().counts().pending()).isPositive();
            SyncReport next = run(stage, FieldMapping.defaults());
            assertThat(next.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(Expected.held(stage.target().contacts())).isEqualTo(Expected.contacts(stage.source()));
        }
    }
}
