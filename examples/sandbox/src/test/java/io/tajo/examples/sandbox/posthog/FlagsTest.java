package io.tajo.examples.sandbox.posthog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.examples.sandbox.Sandbox;
import io.tajo.posthog.PostHogClient;
import io.tajo.posthog.flags.EvaluatedFlag;
import io.tajo.posthog.flags.FlagContext;
import io.tajo.posthog.flags.LocalFlags;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flags as the server decides them, held against what the client decides from the definitions. */
@Timeout(30)
class FlagsTest {
    private final Sandbox sandbox = Sandbox.builder().persons(40).build();
    private final PostHogState state = sandbox.postHog();
    private final PostHogClient postHog = PostHogClient.builder()
            .host(sandbox.postHogUri().toString())
            .personalApiKey(sandbox.personalApiKey())
            .projectToken(sandbox.projectToken())
            .projectId(sandbox.projectId())
            .build();

    @AfterEach
    void close() {
        postHog.close();
        sandbox.close();
    }

    private Map<String, String> onServer(PersonRecord person) {
        return postHog.flags().evaluate(FlagContext.of(person.distinctId())).flags().values().stream()
                .collect(Collectors.toMap(EvaluatedFlag::key, flag -> String.valueOf(flag.value())));
    }

    @Test
    void evaluate_decidesAsTheDefinitionsDo() {
        state.add(CohortRecord.where(9, "Pro", "plan", "pro"));
        state.add(FlagRecord.where(1, "pro", "plan", "pro"));
        state.add(FlagRecord.rollout(2, "some", 30));
        state.add(FlagRecord.variants(3, "price", "cheap", "dear"));
        state.add(FlagRecord.inCohort(4, "cohort", 9));
        LocalFlags local = postHog.flags().local();

        for (PersonRecord person : state.persons()) {
            FlagContext context = FlagContext.of(person.distinctId()).properties(person.properties());
            Map<String, String> here = new LinkedHashMap<>();
            local.evaluateAll(context).forEach((key, value) -> here.put(key, String.valueOf(value)));
            assertThat(onServer(person)).isEqualTo(here);
        }
    }

    private static FlagRecord where(long id, String operator, String property, Object value) {
        Map<String, Object> condition = Map.of("key", property, "type", "person", "operator", operator, "value", value);
        return FlagRecord.rollout(id, operator + " " + id, 100)
                .with("groups", List.of(Map.of("properties", List.of(condition), "rollout_percentage", 100)));
    }

    /** Persons who have a property, have it as null, as odd text, or lack it. */
    private void addOddPersons() {
        int number = 0;
        for (Object value : List.of("pro", "PRO", "null", "true", "false", true, false, 7, "7 seats", List.of("a"))) {
            addPerson(number++, Map.of("p", value));
        }
        addPerson(number++, Collections.singletonMap("p", null));
        addPerson(number++, Map.of());
        addPerson(number++, Map.of("$feature_enrollment/early", "true"));
        addPerson(number++, Map.of("$feature_enrollment/early", false));
    }

    private void addPerson(int number, Map<String, @Nullable Object> properties) {
        state.add(new PersonRecord(
                UUID.nameUUIDFromBytes(new byte[] {(byte) number}),
                "odd " + number,
                Instant.parse("2026-01-01T00:00:00Z"),
                properties));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void evaluate_ofAnyPersonByAnyOperator_decidesAsTheDefinitionsDoForTheWholePerson(int version) {
        state.matchPropertiesBy(version);
        addOddPersons();
        long id = 10;
        for (String operator : List.of(
                "exact",
                "is_not",
                "is_set",
                "is_not_set",
                "icontains",
                "not_icontains",
                "starts_with",
                "not_starts_with",
                "ends_with",
                "not_ends_with",
                "regex",
                "not_regex",
                "gt",
                "gte",
                "lt",
                "lte")) {
            for (Object value : List.of("null", "pro", "7", "true", "false")) {
                state.add(where(id++, operator, "p", value));
            }
        }
        state.add(FlagRecord.rollout(1, "early", 0).with("feature_enrollment", true));
        state.add(FlagRecord.rollout(2, "held", 100).with("holdout", Map.of("id", 5, "exclusion_percentage", 40)));
        state.add(FlagRecord.rollout(3, "older", 50)
                .with(
                        "super_groups",
                        List.of(Map.of(
                                "properties",
                                List.of(Map.of(
                                        "key",
                                        "$feature_enrollment/early",
                                        "type",
                                        "person",
                                        "operator",
                                        "exact",
                                        "value",
                                        List.of("true")))))));
        LocalFlags local = postHog.flags().local();

        for (PersonRecord person : state.persons()) {
            FlagContext context = FlagContext.of(person.distinctId())
                    .properties(person.properties())
                    .complete();
            Map<String, String> here = new LinkedHashMap<>();
            local.evaluateAll(context).forEach((key, value) -> here.put(key, String.valueOf(value)));
            assertThat(here).as(person.properties().toString()).isEqualTo(onServer(person));
        }
        assertThat(state.persons().stream().map(this::onServer).map(flags -> flags.get("held")))
                .contains("Variant[key=holdout-5]");
    }

    @Test
    void evaluate_knowsStaticCohortsAndWhomTheServerWasTold() {
        PersonRecord member = state.persons().get(0);
        PersonRecord told = state.persons().get(1);
        state.add(CohortRecord.of(9, "By hand", Set.of(member.id())));
        state.add(FlagRecord.inCohort(1, "beta", 9).onServerFor(List.of(told.distinctId())));

        assertThat(state.persons().stream()
                        .filter(person -> onServer(person).get("beta").contains("On")))
                .containsExactlyInAnyOrder(member, told);
    }

    @Test
    void get_findsAFlagByItsNumber() {
        state.add(FlagRecord.rollout(7, "some", 30));

        assertThat(postHog.flags().get(7).key()).isEqualTo("some");
    }
}
