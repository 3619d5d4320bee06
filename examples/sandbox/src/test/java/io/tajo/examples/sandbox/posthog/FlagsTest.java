package io.tajo.examples.sandbox.posthog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.examples.sandbox.Sandbox;
import io.tajo.posthog.PostHogClient;
import io.tajo.posthog.flags.EvaluatedFlag;
import io.tajo.posthog.flags.FlagContext;
import io.tajo.posthog.flags.LocalFlags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
