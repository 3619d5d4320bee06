package io.tajo.posthog.evaluation;

import static io.tajo.posthog.evaluation.FlagScenario.OFF;
import static io.tajo.posthog.evaluation.FlagScenario.ON;
import static io.tajo.posthog.evaluation.FlagScenario.SOMEONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.posthog.flags.FlagContext;
import io.tajo.posthog.flags.FlagValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CohortRulesTest {
    private static final String IN_1 = "{'key':'id','type':'cohort','value':1}";
    private static final FlagContext NO_COHORT = SOMEONE.cohorts(List.of());

    private static FlagScenario cohort(String json) {
        return new FlagScenario().flagOn("f", IN_1).cohorts("{'1':" + json + "}");
    }

    private static String property(String key, boolean negated) {
        return "{'key':'" + key + "','type':'person','value':'yes','negation':" + negated + "}";
    }

    private static FlagContext knowing(String... keysAndValues) {
        Map<String, String> known = new java.util.HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) known.put(keysAndValues[i], keysAndValues[i + 1]);
        return SOMEONE.properties(known);
    }

    @Test
    void evaluate_ofOr_isOnWhereOneHoldsEvenIfTheOtherIsOpen() {
        FlagScenario either =
                cohort("{'type':'OR','values':[" + property("a", false) + "," + property("b", false) + "]}");

        assertThat(either.evaluate("f", knowing("b", "yes"))).isEqualTo(ON);
        assertThat(either.evaluate("f", knowing("b", "no"))).isInstanceOf(FlagValue.Inconclusive.class);
        assertThat(either.evaluate("f", knowing("a", "no", "b", "no"))).isEqualTo(OFF);
    }

    @Test
    void evaluate_ofAnd_isOffWhereOneFailsEvenIfTheOtherIsOpen() {
        FlagScenario both =
                cohort("{'type':'AND','values':[" + property("a", false) + "," + property("b", false) + "]}");

        assertThat(both.evaluate("f", knowing("b", "no"))).isEqualTo(OFF);
        assertThat(both.evaluate("f", knowing("b", "yes"))).isInstanceOf(FlagValue.Inconclusive.class);
        assertThat(both.evaluate("f", knowing("a", "yes", "b", "yes"))).isEqualTo(ON);
    }

    @Test
    void evaluate_ofNegation_turnsARuleButNotWhatIsOpen() {
        FlagScenario without = cohort("{'type':'AND','values':[" + property("a", true) + "]}");

        assertThat(without.evaluate("f", knowing("a", "yes"))).isEqualTo(OFF);
        assertThat(without.evaluate("f", knowing("a", "no"))).isEqualTo(ON);
        assertThat(without.evaluate("f", SOMEONE)).isInstanceOf(FlagValue.Inconclusive.class);
    }

    @Test
    void evaluate_ofNestedGroupsAndCohorts_goesDown() {
        FlagScenario nested = new FlagScenario()
                .flagOn("f", IN_1)
                .cohorts("{'1':{'type':'OR','values':[{'type':'property','values':[" + property("a", false) + ","
                        + property("b", false) + "]},{'key':'id','type':'cohort','value':2,'negation':true}]},"
                        + "'2':{'type':'AND','values':[" + property("c", false) + "]}}");

        assertThat(nested.evaluate("f", knowing("a", "yes", "b", "yes", "c", "yes")))
                .isEqualTo(ON);
        assertThat(nested.evaluate("f", knowing("a", "yes", "b", "no", "c", "yes")))
                .isEqualTo(OFF);
        assertThat(nested.evaluate("f", knowing("a", "no", "b", "no", "c", "no")))
                .isEqualTo(ON);
    }

    @Test
    void evaluate_ofACohortWithoutRules_isOnForEverybody() {
        assertThat(cohort("{}").evaluate("f", SOMEONE)).isEqualTo(ON);
        assertThat(cohort("{'type':'OR','values':[]}").evaluate("f", SOMEONE)).isEqualTo(ON);
    }

    @Test
    void evaluate_ofNotIn_isTheOpposite() {
        FlagScenario flags = new FlagScenario()
                .flagOn("f", "{'key':'id','type':'cohort','value':1,'operator':'not_in'}")
                .cohorts("{'1':{'type':'AND','values':[" + property("a", false) + "]}}");

        assertThat(flags.evaluate("f", knowing("a", "yes"))).isEqualTo(OFF);
        assertThat(flags.evaluate("f", knowing("a", "no"))).isEqualTo(ON);
    }

    @Test
    void evaluate_whenTheDefinitionsLeaveACohortOut_needsTheServerAndTriesNoOtherCondition() {
        FlagScenario flags = new FlagScenario().flag("f", "{'groups':[{'properties':[" + IN_1 + "]},{}]}");

        assertThat(flags.evaluate("f", SOMEONE)).isInstanceOf(FlagValue.NeedsServer.class);
    }

    @Test
    void evaluate_whenTheContextNamesThePersonsCohorts_trustsItForThoseLeftOutOnly() {
        FlagScenario omitted = new FlagScenario().flagOn("f", IN_1);

        assertThat(omitted.evaluate("f", SOMEONE.cohorts(List.of(1L, 2L)))).isEqualTo(ON);
        assertThat(omitted.evaluate("f", NO_COHORT)).isEqualTo(OFF);
        assertThat(cohort("{'type':'AND','values':[" + property("a", false) + "]}")
                        .evaluate("f", knowing("a", "no").cohorts(List.of(1L))))
                .isEqualTo(OFF);
    }

    @Test
    void evaluate_whenACohortCantBeUnderstood_needsTheServer() {
        assertThat(cohort("{'type':'XOR','values':[" + property("a", false) + "]}")
                        .evaluate("f", NO_COHORT))
                .isInstanceOf(FlagValue.NeedsServer.class);
        assertThat(cohort("{'type':'AND','values':[" + IN_1 + "]}").evaluate("f", NO_COHORT))
                .isEqualTo(new FlagValue.NeedsServer("cohort 1 rests on itself"));
        assertThat(new FlagScenario()
                        .flagOn("f", "{'key':'id','type':'cohort','value':'static'}")
                        .evaluate("f", NO_COHORT))
                .isInstanceOf(FlagValue.NeedsServer.class);
    }
}
