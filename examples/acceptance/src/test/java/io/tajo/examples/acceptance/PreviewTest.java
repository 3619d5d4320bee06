package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.report.PlanChangedException;
import io.tajo.connector.report.SyncListener;
import io.tajo.connector.report.SyncPlan;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.control.Service;
import io.tajo.examples.sandbox.posthog.CohortRecord;
import io.tajo.examples.sandbox.posthog.EventRecord;
import io.tajo.examples.sandbox.posthog.PersonRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PreviewTest {
    private static SyncFixture stage(int persons) {
        return SyncFixture.open(
                sandbox -> sandbox.persons(persons).untidy(true).seed(6),
                connector -> connector.ledger(Ledger.inMemory()));
    }

    private static void assertNothingWasWritten(SyncFixture stage) {
        assertThat(stage.sandbox.calls().all())
                .filteredOn(call -> call.service() == Service.BREVO)
                .allMatch(call -> call.route().startsWith("GET "));
    }

    @Test
    void preview_saysWhatARunWillDoAndWritesNothing() {
        try (SyncFixture stage = stage(200)) {
            SyncPlan plan = stage.connector.preview(PersonSync.all());

            assertNothingWasWritten(stage);
            assertThat(plan.calls()).containsKeys("Brevo contacts", "Brevo other", "PostHog query");
            assertThat(plan.samples())
                    .hasSize(10)
                    .allSatisfy(sample -> assertThat(sample.isNew()).isTrue());
            assertThat(plan.report().createdAttributes()).contains("EVENT_COUNT");
            assertThat(plan.report().createdLists()).containsExactly("PostHog");
            assertThat(plan.summary()).contains("would create").doesNotContain("@example.com");

            SyncReport report = stage.connector.run(PersonSync.all(), plan);

            assertThat(report.counts().applied()).isEqualTo(plan.created());
            assertThat(stage.target().contacts()).hasSize((int) plan.created());
            assertThat(stage.connector.preview(PersonSync.all()).created()).isZero();
        }
    }

    @Test
    void preview_ofTheSameThingTwice_hasTheSameFingerprint() {
        try (SyncFixture stage = stage(100)) {
            PersonSync job = PersonSync.all().intoList(stage.target().createList("Everybody"));

            assertThat(stage.connector.preview(job).fingerprint())
                    .isEqualTo(stage.connector.preview(job).fingerprint());
        }
    }

    @Test
    void run_whenThePlanIsNoLongerTrue_writesNothing() {
        try (SyncFixture stage = stage(50)) {
            SyncPlan plan = stage.connector.preview(PersonSync.all());
            stage.person(Map.of("email", "late@example.com"));
            stage.sandbox.calls().clear();

            assertThatThrownBy(() -> stage.connector.run(PersonSync.all(), plan))
                    .isInstanceOf(PlanChangedException.class)
                    .hasMessageContaining("no longer what the job would do");

            assertNothingWasWritten(stage);
        }
    }

    @Test
    void preview_ofEvents_countsThem() {
        try (SyncFixture stage = stage(50)) {
            stage.connector.syncPersons(PersonSync.all());
            stage.sandbox.calls().clear();

            SyncPlan plan = stage.connector.preview(EventSync.of("$pageview").since(Duration.ofDays(400)));

            assertThat(plan.report().counts().pending()).isPositive();
            assertNothingWasWritten(stage);
            assertThat(stage.target().events()).isEmpty();
        }
    }

    @Test
    void run_whenAsManyOtherEventsHappened_insistsOnThePlan() {
        try (SyncFixture stage = stage(0)) {
            stage.person(Map.of("email", "ada@example.com"));
            PersonRecord person = stage.source().persons().get(0);
            stage.connector.syncPersons(PersonSync.all());
            EventSync job = EventSync.of("$pageview").since(Duration.ofHours(3));
            happen(stage, person, Duration.ofHours(2));
            SyncPlan plan = stage.connector.preview(job);
            stage.connector.syncEvents(job);
            happen(stage, person, Duration.ofHours(1));

            assertThatThrownBy(() -> stage.connector.run(job, plan)).isInstanceOf(PlanChangedException.class);
        }
    }

    private static void happen(SyncFixture stage, PersonRecord person, Duration ago) {
        Instant when = stage.sandbox.clock().now().minus(ago).truncatedTo(ChronoUnit.MILLIS);
        stage.source()
                .addEvents(List.of(new EventRecord(
                        UUID.randomUUID(), "$pageview", person.id(), person.distinctId(), when, Map.of())));
    }

    @Test
    void run_whenMoreWouldLeaveThanThePlanKnewOf_removesNobody() {
        try (SyncFixture stage = SyncFixture.open(
                sandbox -> sandbox.persons(100).seed(6), connector -> connector.ledger(Ledger.inMemory()))) {
            long list = stage.target().createList("Members");
            stage.source().add(CohortRecord.of(43, "Members", everybody(stage)));
            CohortSync job = CohortSync.of(43).intoList(list).mirror();
            stage.connector.syncCohorts(job);
            SyncPlan plan = stage.connector.preview(job);
            stage.source().add(CohortRecord.of(43, "Members", Set.of()));

            assertThatThrownBy(() -> stage.connector.run(job, plan)).isInstanceOf(PlanChangedException.class);

            assertThat(Truth.members(stage.target(), list)).hasSize(100);
        }
    }

    private static Set<UUID> everybody(SyncFixture stage) {
        return stage.source().persons().stream().map(PersonRecord::id).collect(Collectors.toSet());
    }

    @Test
    void preview_ofAnEmptiedSource_showsTheRemovalsAndThatTheyNeedThisPlan() {
        try (SyncFixture stage = stage(100)) {
            long list = stage.target().createList("Members");
            stage.source().add(CohortRecord.of(43, "Members", everybody(stage)));
            CohortSync job = CohortSync.of(43).intoList(list).mirror();
            stage.connector.syncCohorts(job);
            int members = Truth.members(stage.target(), list).size();
            stage.source().add(CohortRecord.of(43, "Members", Set.of()));

            SyncPlan plan = stage.connector.preview(job);
            SyncReport plain = stage.connector.syncCohorts(job);

            assertThat(plan.removals()).containsExactly(Map.entry(list, (long) members));
            assertThat(plan.summary()).contains("a run holds them back");
            assertThat(plain.removed()).isEmpty();
            assertThat(plain.remarks())
                    .singleElement()
                    .asString()
                    .contains("the source is empty", "they are held back");

            SyncReport confirmed = stage.connector.run(job, plan);

            assertThat(confirmed.removed()).containsExactly(Map.entry(list, (long) members));
            assertThat(Truth.members(stage.target(), list)).isEmpty();
        }
    }

    @Test
    void run_whenTheSourceIsEmptiedBetweenThePlansCheckAndTheRun_removesNobody() {
        AtomicInteger readings = new AtomicInteger();
        AtomicReference<Runnable> atTheSecond = new AtomicReference<>(() -> {});
        SyncListener listener = new SyncListener() {
            @Override
            public void started(SyncJob job) {
                if (readings.incrementAndGet() == 2) atTheSecond.get().run();
            }
        };
        try (SyncFixture stage = SyncFixture.open(
                sandbox -> sandbox.persons(100).seed(6),
                connector -> connector.ledger(Ledger.inMemory()).listener(listener))) {
            long list = stage.target().createList("Members");
            stage.source().add(CohortRecord.of(43, "Members", everybody(stage)));
            CohortSync job = CohortSync.of(43).intoList(list).mirror();
            stage.connector.syncCohorts(job);
            SyncPlan plan = stage.connector.preview(job);
            atTheSecond.set(() -> stage.source().add(CohortRecord.of(43, "Members", Set.of())));
            readings.set(0);

            SyncReport report = stage.connector.run(job, plan);

            assertThat(report.remarks()).singleElement().asString().contains("the plan showed 0");
            assertThat(Truth.members(stage.target(), list)).hasSize(100);
        }
    }

    @Test
    void contacts_writtenByHand_areCoercedAndNotSentTwice() {
        try (SyncFixture stage = stage(0)) {
            stage.target().addAttribute("SCORE", "float");
            ContactDraft ada =
                    ContactDraft.of(" Ada@Example.com ").set("FIRSTNAME", "Ada").set("SCORE", "12.5");

            SyncReport first = stage.connector.contacts().sync(ada);
            SyncReport second = stage.connector.contacts().sync(ada);
            SyncReport update = stage.connector
                    .contacts()
                    .update("ada@example.com", Map.of("SCORE", "not a number", "LASTNAME", "L"));

            assertThat(first.counts().applied()).isEqualTo(1);
            assertThat(second.counts().unchanged()).isEqualTo(1);
            assertThat(update.refusedFields()).containsOnlyKeys("SCORE: this value is not a number");
            assertThat(stage.target().contact("ada@example.com").orElseThrow().attributes())
                    .containsEntry("FIRSTNAME", "Ada")
                    .containsEntry("LASTNAME", "L")
                    .hasEntrySatisfying("SCORE", score -> assertThat(score).hasToString("12.5"));
            assertThat(stage.connector
                            .contacts()
                            .update("no address", Map.of("LASTNAME", "X"))
                            .counts()
                            .rejected())
                    .isEqualTo(1);
        }
    }

    @Test
    void listener_isToldOfEachStepOfARun() {
        Steps steps = new Steps();
        try (SyncFixture stage = SyncFixture.open(
                sandbox -> sandbox.persons(2_500).untidy(true), connector -> connector.listener(steps))) {
            SyncReport report = stage.sync();

            assertThat(steps.seen).startsWith("started").endsWith("finished").contains("rejected");
            assertThat(steps.read).isEqualTo(2_500);
            assertThat(steps.planned).isEqualTo(report.counts().changed());
            assertThat(steps.delivered).isEqualTo(report.counts().changed());
        }
    }

    private static final class Steps implements SyncListener {
        private final List<String> seen = new ArrayList<>();
        private long read;
        private long planned;
        private long delivered;

        @Override
        public void started(SyncJob job) {
            seen.add("started");
        }

        @Override
        public void read(SyncJob job, long persons) {
            read = persons;
        }

        @Override
        public void planned(SyncJob job, long changes) {
            planned = changes;
        }

        @Override
        public void waiting(SyncJob job, Instant until) {
            seen.add("waiting");
        }

        @Override
        public void delivered(SyncJob job, long contacts) {
            delivered = contacts;
        }

        @Override
        public void rowRejected(SyncJob job, String person, String reason) {
            seen.add("rejected");
        }

        @Override
        public void finished(SyncJob job, SyncReport report) {
            seen.add("finished");
        }
    }
}
