package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.job.CohortSync;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncPlan;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.Service;
import io.tajo.examples.sandbox.posthog.CohortRecord;
import io.tajo.examples.sandbox.posthog.PersonRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CohortJobTest {
    private static SyncFixture stage(int persons) {
        return SyncFixture.open(
                sandbox -> sandbox.persons(persons).untidy(true).seed(5),
                connector -> connector
                        .ledger(Ledger.inMemory())
                        .mapping(FieldMapping.defaults().toBuilder()
                                .map("cohort_names", "POSTHOG_COHORTS")
                                .build()));
    }

    private static void seed(SyncFixture stage) {
        stage.source().add(CohortRecord.where(41, "Pro", "plan", "pro"));
        stage.source().add(CohortRecord.where(42, "Chrome, mostly", "$browser", "Chrome"));
        Set<UUID> few = stage.source().persons().stream()
                .limit(30)
                .map(PersonRecord::id)
                .collect(Collectors.toSet());
        stage.source().add(CohortRecord.of(43, "By hand", few));
        stage.source().add(CohortRecord.where(44, "Nobody", "plan", "no such plan"));
    }

    private static long list(SyncFixture stage, String name) {
        return stage.target().lists().stream()
                .filter(list -> list.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static Map<String, String> expectedNames(SyncFixture stage) {
        return Truth.byAddress(stage.source(), persons -> {
            String names = stage.source().cohorts().stream()
                    .filter(cohort -> persons.stream().anyMatch(cohort::holds))
                    .map(CohortRecord::name)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return Optional.of(names).filter(text -> !text.isEmpty());
        });
    }

    private static void assertFollowsTheData(SyncFixture stage) {
        for (CohortRecord cohort : stage.source().cohorts()) {
            assertThat(Truth.members(stage.target(), list(stage, cohort.name())))
                    .as(cohort.name())
                    .isEqualTo(Truth.addresses(stage.source(), cohort::holds));
        }
        assertThat(Truth.attribute(stage.target(), "POSTHOG_COHORTS")).isEqualTo(expectedNames(stage));
    }

    private static void change(SyncFixture stage, PersonRecord person, String plan) {
        Map<String, Object> properties = new LinkedHashMap<>(person.properties());
        properties.put("plan", plan);
        stage.person(person.id(), person.createdAt(), properties);
    }

    @Test
    void syncCohorts_intoListsNamedAlike_fillsEachListAndWritesAllNamesOfEachPerson() {
        try (SyncFixture stage = stage(400)) {
            seed(stage);

            SyncReport report = stage.connector.syncCohorts(
                    CohortSync.all().intoListsNamedAlike().mirror());

            assertFollowsTheData(stage);
            assertThat(report.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(report.createdLists()).contains("Pro", "Chrome, mostly", "By hand", "Nobody");
            assertThat(report.createdAttributes()).containsExactly("POSTHOG_COHORTS");
            assertThat(report.counts().read()).isEqualTo(400);
        }
    }

    @Test
    void syncCohorts_whenAListOfTheNameIsSomebodyElses_doesNotFillIt() {
        try (SyncFixture stage = stage(20)) {
            seed(stage);
            long newsletter = stage.target().createList("Pro");

            SyncReport report = stage.connector.syncCohorts(CohortSync.all().intoListsNamedAlike());

            assertThat(report.remarks())
                    .anyMatch(remark -> remark.contains("\"Pro\" (" + newsletter + ")")
                            && remark.contains("not in the folder \"PostHog\""));

            assertThat(Truth.members(stage.target(), newsletter)).isEmpty();
        }
    }

    @Test
    void syncCohorts_mirrored_followsThoseWhoLeaveAndTakesTheirNamesBack() {
        try (SyncFixture stage = stage(400)) {
            seed(stage);
            CohortSync job = CohortSync.all().intoListsNamedAlike().mirror();
            stage.connector.syncCohorts(job);
            stage.source().persons().stream()
                    .filter(person -> "pro".equals(person.properties().get("plan")))
                    .limit(10)
                    .forEach(person -> change(stage, person, "free"));
            stage.source()
                    .add(CohortRecord.of(
                            43,
                            "By hand",
                            Set.of(stage.source().persons().get(0).id())));
            stage.target().putContact("hand@example.com", Map.of(), Set.of(list(stage, "Pro")));

            SyncReport report = stage.connector.syncCohorts(job.allowEmpty());

            assertThat(report.removed().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(10);
            assertThat(report.remarks()).singleElement().asString().contains("more than the share of 0.2");
            assertThat(Truth.members(stage.target(), list(stage, "Pro")))
                    .contains("hand@example.com")
                    .containsAll(Truth.addresses(
                            stage.source(),
                            person -> "pro".equals(person.properties().get("plan"))))
                    .hasSize(Truth.addresses(
                                            stage.source(),
                                            person -> "pro"
                                                    .equals(person.properties().get("plan")))
                                    .size()
                            + 1);
            assertThat(Truth.attribute(stage.target(), "POSTHOG_COHORTS")).isEqualTo(expectedNames(stage));

            SyncPlan plan = stage.connector.preview(job);
            stage.connector.run(job, plan);

            stage.target().deleteContact("hand@example.com");
            assertFollowsTheData(stage);
        }
    }

    @Test
    void syncCohorts_mirrored_keepsWhomSomebodyElsePutInAndPutsNobodyBackWhoWasTakenOut() {
        try (SyncFixture stage = stage(60)) {
            seed(stage);
            long list = stage.target().createList("Pros");
            CohortSync job = CohortSync.of(41).intoList(list).mirror();
            List<PersonRecord> pros = stage.source().persons().stream()
                    .filter(person -> "pro".equals(person.properties().get("plan")))
                    .filter(person -> Truth.address(person).isPresent())
                    .toList();
            String kept = Truth.address(pros.get(0)).orElseThrow();
            String takenOut = Truth.address(pros.get(1)).orElseThrow();
            stage.target().putContact(kept, Map.of(), Set.of(list));
            stage.target().putContact(takenOut, Map.of(), Set.of(list));
            stage.connector.syncCohorts(job);
            change(stage, pros.get(0), "free");
            change(stage, pros.get(2), "free");
            stage.target().removeFromList(takenOut, list);

            SyncReport report = stage.connector.syncCohorts(job);

            assertThat(report.removed()).isEqualTo(Map.of(list, 1L));
            assertThat(Truth.members(stage.target(), list))
                    .contains(kept)
                    .doesNotContain(takenOut)
                    .doesNotContain(Truth.address(pros.get(2)).orElseThrow());
        }
    }

    private static final String ADD = "POST /contacts/lists/{listId}/contacts/add";

    private static SyncFixture listsOnly(int persons) {
        return SyncFixture.open(
                sandbox -> sandbox.persons(persons).untidy(true).seed(5),
                connector -> connector.ledger(Ledger.inMemory()));
    }

    /** Lets a cohort of everybody join a list, after a sync that made them contacts. */
    private static CohortSync everybodyJoins(SyncFixture stage) {
        stage.sync();
        stage.source()
                .add(CohortRecord.of(
                        44,
                        "Everybody",
                        stage.source().persons().stream().map(PersonRecord::id).collect(Collectors.toSet())));
        stage.sandbox.calls().clear();
        return CohortSync.of(44).intoList(stage.target().createList("Everybody"));
    }

    private static long calls(SyncFixture stage, String route) {
        return stage.sandbox.calls().all().stream()
                .filter(call -> call.route().equals(route))
                .count();
    }

    @Test
    void syncCohorts_whenContactsOnlyJoin_addsThem150AtATime() {
        try (SyncFixture stage = listsOnly(400)) {
            CohortSync job = everybodyJoins(stage);
            long contacts = stage.target().contacts().size();
            SyncPlan plan = stage.connector.preview(job);

            SyncReport report = stage.connector.syncCohorts(job);

            assertThat(report.counts().applied()).isEqualTo(contacts);
            assertThat(calls(stage, ADD)).isEqualTo((contacts + 149) / 150);
            // The contacts that were changed just before are looked at again, on a page more.
            assertThat(report.calls().byGroup().get("Brevo contacts")
                            - plan.calls().get("Brevo contacts"))
                    .isBetween(0L, 1L);
            assertThat(calls(stage, "POST /contacts/import") + calls(stage, "POST /contacts"))
                    .isZero();
            assertThat(Truth.members(stage.target(), list(stage, "Everybody"))).hasSize((int) contacts);
            assertThat(stage.connector.syncCohorts(job).counts().changed()).isZero();
        }
    }

    @Test
    void syncCohorts_whenAnAdditionIsRefused_letsEachContactSucceedOrFailAlone() {
        try (SyncFixture stage = listsOnly(100)) {
            CohortSync job = everybodyJoins(stage);
            stage.sandbox.faults().add(Fault.on(Service.BREVO).route(ADD).status(400));

            SyncReport report = stage.connector.syncCohorts(job);

            assertThat(report.counts().failed()).isZero();
            assertThat(calls(stage, ADD)).isEqualTo(1 + report.counts().applied());
        }
    }
}
