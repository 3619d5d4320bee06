package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tajo.brevo.BrevoClient;
import io.tajo.brevo.BrevoLimits;
import io.tajo.brevo.BrevoTier;
import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.mapping.MissingValuePolicy;
import io.tajo.connector.mapping.Transforms;
import io.tajo.connector.report.SyncPlan;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.posthog.CohortRecord;
import io.tajo.examples.sandbox.posthog.FlagRecord;
import io.tajo.examples.sandbox.posthog.PersonRecord;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A plan's calls are those that the run makes, by group and within a tenth. */
@Timeout(180)
class PlanCostTest {
    private static SyncFixture stage(int persons) {
        return SyncFixture.open(
                60,
                sandbox -> sandbox.persons(persons).seed(4).importTakes(Duration.ofSeconds(30)),
                connector -> connector.ledger(Ledger.inMemory()));
    }

    private static void assertPlanIsTrue(SyncFixture stage, PostHogBrevoConnector connector, SyncJob job) {
        // What was changed within minutes before a run is read once more by it.
        stage.sandbox.clock().advance(Duration.ofMinutes(10));
        SyncPlan plan = connector.preview(job);
        stage.sandbox.calls().clear();
        SyncReport report = connector.run(job);
        List<String> made = stage.sandbox.calls().all().stream()
                .map(call -> call.route() + " " + call.status())
                .toList();
        assertThat(plan.calls().keySet())
                .as("groups of %s", job)
                .isEqualTo(report.calls().byGroup().keySet());
        report.calls()
                .byGroup()
                .forEach((group, calls) -> assertThat(plan.calls().get(group))
                        .as(
                                "%s of %s: planned %s, made %s: %s",
                                group, job, plan.calls(), report.calls().byGroup(), made)
                        .isCloseTo(calls, within(Math.max(1, calls / 10))));
    }

    private static void change(SyncFixture stage, int count, String plan) {
        List<PersonRecord> persons = stage.source().persons();
        for (PersonRecord person : persons.subList(0, count)) {
            Map<String, Object> properties = new LinkedHashMap<>(person.properties());
            properties.put("plan", plan);
            stage.person(person.id(), person.createdAt(), properties);
        }
    }

    @Test
    void preview_ofPersons_ofAFirstRun_ofFewAndOfManyChanges_isWhatTheRunCosts() {
        try (SyncFixture stage = stage(1_500)) {
            PersonSync job = PersonSync.all().intoList(stage.target().createList("Everyone"));
            assertPlanIsTrue(stage, stage.connector, job);
            change(stage, 20, "few");
            assertPlanIsTrue(stage, stage.connector, job);
            change(stage, 1_200, "many");
            assertPlanIsTrue(stage, stage.connector, job);
        }
    }

    @Test
    void preview_ofCohortsAndFlags_isWhatTheRunCosts() {
        try (SyncFixture stage = stage(1_200)) {
            stage.connector.syncPersons(PersonSync.all());
            stage.source().add(CohortRecord.where(41, "Pro", "plan", "pro"));
            stage.source().add(FlagRecord.where(1, "beta", "plan", "pro"));
            CohortSync cohorts = CohortSync.of(41).intoListsNamedAlike().mirror();
            FlagSync flags = FlagSync.of("beta").toAttribute("BETA");
            assertPlanIsTrue(stage, stage.connector, cohorts);
            assertPlanIsTrue(stage, stage.connector, flags);
            change(stage, 600, "pro");
            assertPlanIsTrue(stage, stage.connector, cohorts);
            assertPlanIsTrue(stage, stage.connector, flags);
        }
    }

    @Test
    void preview_ofClearedFields_isWhatTheRunCosts() {
        try (SyncFixture stage = stage(1_200)) {
            PostHogBrevoConnector connector = stage.connector(settings -> settings.mapping(FieldMapping.builder()
                    .map("plan", "PLAN", Transforms.text(), MissingValuePolicy.CLEAR)
                    .build()));
            connector.syncPersons(PersonSync.all());
            for (PersonRecord person : stage.source().persons().subList(0, 700)) {
                Map<String, Object> properties = new LinkedHashMap<>(person.properties());
                properties.remove("plan");
                stage.person(person.id(), person.createdAt(), properties);
            }
            assertPlanIsTrue(stage, connector, PersonSync.all());
        }
    }

    @Test
    void preview_ofEvents_countsThemAndIsWhatTheRunCosts() {
        try (SyncFixture stage = stage(500)) {
            stage.connector.syncPersons(PersonSync.all());
            EventSync job = EventSync.of("$pageview").since(Duration.ofDays(400));
            SyncPlan plan = stage.connector.preview(job);

            assertThat(plan.events()).isPositive();
            assertThat(plan.summary()).contains("send").contains("event batches");
            assertPlanIsTrue(stage, stage.connector, job);
            assertThat(stage.target().events()).hasSize((int) plan.events());
        }
    }

    @Test
    void preview_forALargerTier_takesTheTimeOfThatTier() {
        try (SyncFixture stage = stage(0);
                BrevoClient larger = BrevoClient.builder()
                        .host(stage.sandbox.brevoUri().toString())
                        .apiKey(stage.sandbox.brevoApiKey())
                        .rateLimit(BrevoLimits.published(BrevoTier.EXTENDED))
                        .build()) {
            assertThat(larger.timeFor(BrevoLimits.CONTACTS, 600)).isLessThan(Duration.ofSeconds(11));
            SyncPlan plan = SyncPlan.builder()
                    .calls("Brevo contacts", 600)
                    .quotas(calls -> larger.timeFor(
                            BrevoLimits.CONTACTS, calls.get("Brevo contacts").intValue()))
                    .build(SyncReport.builder("job", stage.sandbox.clock().now())
                            .build());
            assertThat(plan.duration()).isEqualTo(Duration.ofSeconds(9));
        }
    }
}
