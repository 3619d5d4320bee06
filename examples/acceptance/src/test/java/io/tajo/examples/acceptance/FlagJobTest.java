package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.ConfigurationException;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.ledger.DeadLetterQuery;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.Service;
import io.tajo.examples.sandbox.posthog.CohortRecord;
import io.tajo.examples.sandbox.posthog.FlagRecord;
import io.tajo.examples.sandbox.posthog.PersonRecord;
import io.tajo.posthog.flags.FlagContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FlagJobTest {
    private static boolean isPro(PersonRecord person) {
        return "pro".equals(person.properties().get("plan"));
    }

    private static SyncFixture stage() {
        SyncFixture stage = SyncFixture.open(
                sandbox -> sandbox.persons(300).seed(9), connector -> connector.ledger(Ledger.inMemory()));
        stage.source().add(FlagRecord.where(1, "new-checkout", "plan", "pro"));
        stage.source().add(FlagRecord.variants(2, "price-test", "cheap", "dear"));
        Set<UUID> few = stage.source().persons().stream()
                .limit(25)
                .map(PersonRecord::id)
                .collect(Collectors.toSet());
        stage.source().add(CohortRecord.of(43, "By hand", few));
        stage.source().add(FlagRecord.inCohort(3, "beta", 43));
        return stage;
    }

    @Test
    void syncFeatureFlags_writesABooleanForEachPersonAndFillsTheList() {
        try (SyncFixture stage = stage()) {
            long list = stage.target().createList("New checkout");

            SyncReport report = stage.connector.syncFeatureFlags(
                    FlagSync.of("new-checkout").toAttribute("NEW_CHECKOUT").intoList(list));

            Map<String, Object> expected = Truth.byAddress(
                    stage.source(), persons -> Optional.of(persons.stream().anyMatch(FlagJobTest::isPro)));
            assertThat(Truth.attribute(stage.target(), "NEW_CHECKOUT")).isEqualTo(expected);
            assertThat(stage.target().attributes()).containsEntry("NEW_CHECKOUT", "boolean");
            assertThat(Truth.members(stage.target(), list))
                    .isEqualTo(Truth.addresses(stage.source(), FlagJobTest::isPro));
            assertThat(report.counts().applied()).isEqualTo(300);
        }
    }

    @Test
    void syncFeatureFlags_withVariants_writesTheVariantAndFillsItsList() {
        try (SyncFixture stage = stage()) {
            long cheap = stage.target().createList("Cheap");

            stage.connector.syncFeatureFlags(
                    FlagSync.of("price-test").toAttribute("PRICE_TEST").variantIntoList("cheap", cheap));

            Map<String, String> expected = Truth.byAddress(
                    stage.source(),
                    persons -> stage.postHog
                            .flags()
                            .local()
                            .evaluate(
                                    "price-test",
                                    FlagContext.of(persons.iterator().next().distinctId()))
                            .variant());
            assertThat(Truth.attribute(stage.target(), "PRICE_TEST")).isEqualTo(expected);
            assertThat(Set.copyOf(expected.values())).isEqualTo(Set.of("cheap", "dear"));
            assertThat(Truth.members(stage.target(), cheap))
                    .isEqualTo(expected.entrySet().stream()
                            .filter(entry -> entry.getValue().equals("cheap"))
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void syncFeatureFlags_ofAStaticCohort_knowsItsMembersWithoutAskingTheServer() {
        try (SyncFixture stage = stage()) {
            long beta = stage.target().createList("Beta");

            stage.connector.syncFeatureFlags(FlagSync.of("beta").intoList(beta));

            assertThat(Truth.members(stage.target(), beta))
                    .isEqualTo(Truth.addresses(
                            stage.source(), stage.source().cohorts().get(0)::holds))
                    .hasSize(25);
            assertThat(stage.sandbox.calls().count(Service.POSTHOG, "POST /flags/"))
                    .isZero();
        }
    }

    @Test
    void syncFeatureFlags_thatCannotBeDecidedHere_keepsWhatBrevoHoldsUnlessTheServerMayBeAsked() {
        try (SyncFixture stage = stage()) {
            FlagRecord continuous = new FlagRecord(
                    4,
                    "sticky",
                    Map.of("groups", List.of(Map.of("properties", List.of(group()), "rollout_percentage", 100))),
                    List.of());
            List<String> on = stage.source().persons().stream()
                    .limit(7)
                    .map(PersonRecord::distinctId)
                    .toList();
            stage.source().add(continuous.onServerFor(on));

            SyncReport undecided =
                    stage.connector.syncFeatureFlags(FlagSync.of("sticky").toAttribute("STICKY"));
            SyncReport asked = stage.connector.syncFeatureFlags(
                    FlagSync.of("sticky").toAttribute("STICKY").askServer().named("sticky, asking"));

            assertThat(undecided.counts().unchanged()).isEqualTo(300);
            assertThat(undecided.refusedFields().values()).containsExactly(300L);
            assertThat(asked.counts().applied()).isEqualTo(300);
            Map<String, Object> expected = Truth.byAddress(
                    stage.source(),
                    persons -> Optional.of(persons.stream().anyMatch(person -> on.contains(person.distinctId()))));
            assertThat(Truth.attribute(stage.target(), "STICKY")).isEqualTo(expected);
        }
    }

    @Test
    void syncFeatureFlags_whoseServerIsThrottled_isPausedAndRejectsNobody() {
        try (SyncFixture stage = stage()) {
            FlagRecord continuous = new FlagRecord(
                    4,
                    "sticky",
                    Map.of("groups", List.of(Map.of("properties", List.of(group()), "rollout_percentage", 100))),
                    List.of());
            stage.source().add(continuous.onServerFor(List.of()));
            stage.sandbox
                    .faults()
                    .add(Fault.on(Service.POSTHOG)
                            .route("POST /flags/")
                            .skip(250)
                            .times(10_000)
                            .status(429)
                            .header("Retry-After", "3600"));

            SyncReport report = stage.connector.syncFeatureFlags(
                    FlagSync.of("sticky").toAttribute("STICKY").askServer());

            assertThat(report.counts().rejected()).isZero();
            assertThat(report.outcome()).isEqualTo(SyncOutcome.PAUSED);
            assertThat(stage.connector.deadLetters().list(DeadLetterQuery.all()))
                    .isEmpty();
        }
    }

    private static void change(SyncFixture stage, PersonRecord person, Map<String, Object> properties) {
        stage.source().add(new PersonRecord(person.id(), person.distinctId(), person.createdAt(), properties));
    }

    @Test
    void syncFeatureFlags_ofEarlyAccess_followsEachPersonsChoice() {
        try (SyncFixture stage = stage()) {
            List<PersonRecord> persons = stage.source().persons();
            for (int i = 0; i < 10; i++) {
                Map<String, Object> chosen = new HashMap<>(persons.get(i).properties());
                chosen.put("$feature_enrollment/early", i < 5 ? "true" : "false");
                change(stage, persons.get(i), chosen);
            }
            stage.source().add(FlagRecord.rollout(8, "early", 0).with("feature_enrollment", true));

            SyncReport report =
                    stage.connector.syncFeatureFlags(FlagSync.of("early").toAttribute("EARLY"));

            Map<String, Object> expected = Truth.byAddress(
                    stage.source(),
                    members -> Optional.of(members.stream()
                            .anyMatch(
                                    person -> "true".equals(person.properties().get("$feature_enrollment/early")))));
            assertThat(expected).containsValue(true);
            assertThat(Truth.attribute(stage.target(), "EARLY")).isEqualTo(expected);
            assertThat(report.refusedFields()).isEmpty();
        }
    }

    @Test
    void syncFeatureFlags_decidesAboutAbsentPropertiesAsTheServerDoes_andTakesNoOtherForThem() {
        try (SyncFixture stage = stage()) {
            PersonRecord first = stage.source().persons().get(0);
            change(stage, first, Map.of("$email", "ada@example.com"));
            stage.source().add(condition(8, "mail", "email", "icontains", "@"));
            stage.source().add(condition(9, "unmarked", "mark", "is_not", "x"));
            stage.source().add(condition(10, "markless", "mark", "is_not_set", "x"));

            stage.connector.syncFeatureFlags(FlagSync.of("mail")
                    .toAttribute("MAIL")
                    .and("unmarked")
                    .toAttribute("UNMARKED")
                    .and("markless")
                    .toAttribute("MARKLESS"));

            assertThat(Truth.attribute(stage.target(), "MAIL"))
                    .containsEntry("ada@example.com", false)
                    .containsValue(true);
            assertThat(Truth.attribute(stage.target(), "UNMARKED").values()).containsOnly(true);
            assertThat(Truth.attribute(stage.target(), "MARKLESS").values()).containsOnly(true);
        }
    }

    private static FlagRecord condition(long id, String key, String property, String operator, String value) {
        Map<String, Object> condition = Map.of("key", property, "type", "person", "operator", operator, "value", value);
        return FlagRecord.rollout(id, key, 100)
                .with("groups", List.of(Map.of("properties", List.of(condition), "rollout_percentage", 100)));
    }

    /** A condition of a kind that the definitions can't decide. */
    private static Map<String, Object> group() {
        return Map.of("key", "plan", "type", "person", "operator", "an operator of tomorrow", "value", "x");
    }

    @Test
    void syncFeatureFlags_ofAFlagThatIsNotThere_saysWhichAndWhereToLook() {
        try (SyncFixture stage = stage()) {
            assertThatThrownBy(() -> stage.connector.syncFeatureFlags(
                            FlagSync.of("no-such-flag").toAttribute("X")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("no feature flag no-such-flag");
        }
    }

    @Test
    void syncFeatureFlags_mappedAndNoLongerDecidedHere_leavesWhatWasWritten() {
        try (SyncFixture stage = SyncFixture.open(
                sandbox -> sandbox.persons(20).seed(9),
                connector -> connector
                        .ledger(Ledger.inMemory())
                        .mapping(FieldMapping.defaults().toBuilder()
                                .map("flag:sticky", "STICKY")
                                .build()))) {
            stage.source().add(FlagRecord.where(4, "sticky", "plan", "pro"));
            FlagSync job = FlagSync.of("sticky").toAttribute("OTHER");
            stage.connector.syncFeatureFlags(job);
            Map<String, Object> written = Truth.attribute(stage.target(), "STICKY");
            stage.source()
                    .add(new FlagRecord(
                            4,
                            "sticky",
                            Map.of(
                                    "groups",
                                    List.of(Map.of("properties", List.of(group()), "rollout_percentage", 100))),
                            List.of()));

            stage.connector.syncFeatureFlags(job);

            assertThat(written).isNotEmpty();
            assertThat(Truth.attribute(stage.target(), "STICKY")).isEqualTo(written);
        }
    }
}
