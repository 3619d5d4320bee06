package io.tajo.posthog.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.client.JsonObject;
import io.tajo.client.transport.Json;
import io.tajo.posthog.flags.FlagContext;
import io.tajo.posthog.flags.FlagValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");
    private static final FlagContext ADA = FlagContext.of("ada");

    /** Single quotes stand for double ones. */
    private static Definitions flags(String json) {
        JsonObject body = Json.tryObject(json.replace('\'', '"')).orElseThrow();
        return Definitions.compile(body);
    }

    private static String flag(String filters) {
        return "{'key':'f','active':true,'filters':" + filters + "}";
    }

    private static FlagValue decide(String filters, FlagContext context) {
        return decideIn("{'flags':[" + flag(filters) + "]}", context);
    }

    private static FlagValue decideIn(String definitions, FlagContext context) {
        return flags(definitions).evaluate("f", context, NOW);
    }

    private static FlagValue match(String property, Object value) {
        return decide("{'groups':[{'properties':[" + property + "]}]}", ADA.properties(Map.of("p", value)));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            exact,          'Pro',            pro,        true
            exact,          "['a','b']",      B,          true
            exact,          "['a','b']",      c,          false
            exact,          7,                7,          true
            is_not,         'pro',            free,       true
            is_not,         "['a','b']",      A,          false
            icontains,      'ADA',            is ada?,    true
            not_icontains,  'ada',            is ada?,    false
            starts_with,    'Ad',             ada,        true
            not_starts_with,'ad',             ada,        false
            ends_with,      'DA',             ada,        true
            not_ends_with,  'da',             bob,        true
            regex,          '^a.a$',          ada,        true
            regex,          'd',              ada,        true
            not_regex,      'd',              ada,        false
            regex,          '(',              ada,        false
            not_regex,      '(',              ada,        false
            gt,             '9',              10,         true
            gte,            10,               10,         true
            lt,             '30',             100,        false
            lte,            10,               10.5,       false
            is_date_before, '7d',             2026-03-24T11:59:59Z, true
            is_date_before, '-7d',            2026-03-24T12:00:01Z, false
            is_date_after,  '1m',             2026-02-28T12:00:01Z, true
            is_date_after,  '2026-03-01',     2026-03-01 00:00:01,  true
            semver_eq,      '1.2',            v1.2.0,     true
            semver_neq,     '1.2.3',          1.2.3+b1,   false
            semver_gt,      '1.2.3',          1.10.0,     true
            semver_gte,     '2.0.0',          2.0.0-rc.1, true
            semver_lt,      '1.2.3',          1.2.3.9,    false
            semver_lte,     '1.2.3',          1.2.4,      false
            semver_tilde,   '1.2.3',          1.2.9,      true
            semver_tilde,   '1.2.3',          1.3.0,      false
            semver_caret,   '1.2.3',          1.9.0,      true
            semver_caret,   '0.2.3',          0.3.0,      false
            semver_wildcard,'1.2.*',          1.2.7,      true
            semver_wildcard,'1.*',            2.0.0,      false
            """)
    void operators(String operator, String filter, String value, boolean holds) {
        FlagValue flag = match("{'key':'p','operator':'" + operator + "','value':" + filter + "}", value);

        assertThat(flag).isEqualTo(holds ? new FlagValue.On() : new FlagValue.Off());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            is_date_before, '7d',         yesterday
            is_date_before, '2026-03-01', 5
            is_date_before, '9999y',      2026-03-01
            semver_eq,      '1.2.3',      01.2.3
            semver_eq,      '1.2.3',      one
            invented,       'x',          x
            between,        'x',          x
            """)
    void whatCantBeCompared_isInconclusive(String operator, String filter, String value) {
        assertThat(match("{'key':'p','operator':'" + operator + "','value':" + filter + "}", value))
                .isInstanceOf(FlagValue.Inconclusive.class);
    }

    @Test
    void aPropertyThatWasNotGiven_isInconclusiveAndNotAGuess() {
        String asked = "{'groups':[{'properties':[{'key':'plan','operator':'%s','value':'pro'}]}]}";

        for (String operator : List.of("exact", "is_not", "is_set", "gt", "not_icontains")) {
            assertThat(decide(asked.formatted(operator), ADA)).isInstanceOf(FlagValue.Inconclusive.class);
        }
        assertThat(decide(asked.formatted("is_not_set"), ADA)).isEqualTo(new FlagValue.On());
        assertThat(decide(asked.formatted("is_not_set"), ADA.properties(Map.of("plan", "x"))))
                .isEqualTo(new FlagValue.Off());
    }

    @Test
    void theDistinctId_isAPropertyOfThePerson() {
        assertThat(decide("{'groups':[{'properties':[{'key':'distinct_id','value':'ada'}]}]}", ADA))
                .isEqualTo(new FlagValue.On());
    }

    @Test
    void anUnknownOperator_leavesTheOtherFlagsAlone() {
        Definitions two = flags(
                "{'flags':[{'key':'f','active':true,'filters':{'groups':[{'properties':["
                        + "{'key':'p','operator':'invented','value':1}]}]}},{'key':'g','active':true,'filters':{'groups':[{}]}}]}");

        Map<String, FlagValue> values = two.evaluateAll(ADA.properties(Map.of("p", 1)), NOW);

        assertThat(values.get("f")).isInstanceOf(FlagValue.Inconclusive.class);
        assertThat(values.get("g")).isEqualTo(new FlagValue.On());
    }

    @Test
    void aFlagThatIsSwitchedOff_isOffEvenWhereItKeepsValuesAcrossALogin() {
        assertThat(decideIn(
                        "{'flags':[{'key':'f','active':false,'ensure_experience_continuity':true,'filters':{'groups':[{}]}}]}",
                        ADA))
                .isEqualTo(new FlagValue.Off());
        assertThat(decideIn(
                        "{'flags':[{'key':'f','active':true,'ensure_experience_continuity':true,'filters':{'groups':[{}]}}]}",
                        ADA))
                .isInstanceOf(FlagValue.Inconclusive.class);
    }

    @Test
    void conditions_areTriedInListedOrder() {
        String variants =
                "'multivariate':{'variants':[{'key':'a','rollout_percentage':100},{'key':'b','rollout_percentage':0}]}";

        assertThat(decide("{'groups':[{},{'variant':'b'}]," + variants + "}", ADA))
                .isEqualTo(new FlagValue.Variant("a"));
        assertThat(decide("{'groups':[{'variant':'b'},{}]," + variants + "}", ADA))
                .isEqualTo(new FlagValue.Variant("b"));
        assertThat(decide("{'groups':[{'variant':'gone'}]," + variants + "}", ADA))
                .isEqualTo(new FlagValue.Variant("a"));
    }

    @Test
    void aRolloutOfZero_reachesNobodyAndOfNothingEverybody() {
        assertThat(decide("{'groups':[{'rollout_percentage':0}]}", ADA)).isEqualTo(new FlagValue.Off());
        assertThat(decide("{'groups':[{'rollout_percentage':null}]}", ADA)).isEqualTo(new FlagValue.On());
        assertThat(decide("{'groups':[]}", ADA)).isEqualTo(new FlagValue.Off());
    }

    @Test
    void aRollout_reachesItsShareOfManyAndAlwaysTheSame() {
        Definitions half = flags("{'flags':[" + flag("{'groups':[{'rollout_percentage':30.5}]}") + "]}");
        int reached = 0;
        for (int i = 0; i < 20_000; i++) {
            FlagContext person = FlagContext.of("person-" + i);
            FlagValue value = half.evaluate("f", person, NOW);
            assertThat(half.evaluate("f", person, NOW)).isEqualTo(value);
            if (value.isEnabled()) reached++;
        }

        assertThat(reached).isBetween(5_900, 6_300);
    }

    @Test
    void variants_shareManyAsTheirPercentagesSayAndLeaveTheRestOn() {
        Definitions split = flags("{'flags':["
                + flag("{'groups':[{}],'multivariate':{'variants':["
                        + "{'key':'a','rollout_percentage':20},{'key':'b','rollout_percentage':30}]}}")
                + "]}");
        int[] counts = new int[3];
        for (int i = 0; i < 20_000; i++) {
            FlagValue value = split.evaluate("f", FlagContext.of("person-" + i), NOW);
            counts[value.variant().map(key -> key.equals("a") ? 0 : 1).orElse(2)]++;
        }

        assertThat(counts[0]).isBetween(3_800, 4_200);
        assertThat(counts[1]).isBetween(5_800, 6_200);
        assertThat(counts[2]).isBetween(9_800, 10_200);
    }

    @Test
    void earlyExit_endsAtAMissedRolloutAndNotAtAMissedProperty() {
        String groups = "'groups':[{'properties':[{'key':'p','value':'%s'}],'rollout_percentage':0},{}]";
        FlagContext person = ADA.properties(Map.of("p", "x"));

        assertThat(decide("{'early_exit':true," + groups.formatted("x") + "}", person))
                .isEqualTo(new FlagValue.Off());
        assertThat(decide("{'early_exit':true," + groups.formatted("y") + "}", person))
                .isEqualTo(new FlagValue.On());
        assertThat(decide("{" + groups.formatted("x") + "}", person)).isEqualTo(new FlagValue.On());
    }

    @Test
    void anOpenCondition_doesNotKeepALaterOneFromDeciding() {
        String open = "{'properties':[{'key':'unknown','value':1}]}";

        assertThat(decide("{'groups':[" + open + ",{}]}", ADA)).isEqualTo(new FlagValue.On());
        assertThat(decide("{'groups':[" + open + ",{'rollout_percentage':0}]}", ADA))
                .isInstanceOf(FlagValue.Inconclusive.class);
    }

    @Test
    void groups_areAskedByTheirKeyAndTheirProperties() {
        String definitions = "{'group_type_mapping':{'0':'company'},'flags':["
                + flag("{'aggregation_group_type_index':0,'groups':[{'properties':[{'key':'plan','value':'pro',"
                        + "'type':'group','group_type_index':0}]}]}")
                + "]}";

        assertThat(decideIn(definitions, ADA)).isEqualTo(new FlagValue.Off());
        assertThat(decideIn(definitions, ADA.group("company", "acme"))).isInstanceOf(FlagValue.Inconclusive.class);
        assertThat(decideIn(definitions, ADA.group("company", "acme", Map.of("plan", "pro"))))
                .isEqualTo(new FlagValue.On());
        assertThat(decideIn(definitions.replace("'0':'company'", "'1':'company'"), ADA.group("company", "acme")))
                .isInstanceOf(FlagValue.Inconclusive.class);
    }

    @Test
    void aGroupsRollout_goesByTheGroupAndNotByThePerson() {
        String definitions = "{'group_type_mapping':{'0':'company'},'flags':["
                + flag("{'aggregation_group_type_index':0,'groups':[{'rollout_percentage':50}]}") + "]}";
        Definitions flags = flags(definitions);

        for (int company = 0; company < 50; company++) {
            FlagValue first = flags.evaluate("f", FlagContext.of("a").group("company", "c" + company), NOW);
            assertThat(flags.evaluate("f", FlagContext.of("b").group("company", "c" + company), NOW))
                    .isEqualTo(first);
        }
    }

    @Test
    void aFlagByDevice_goesByTheDevice() {
        String definitions = "{'flags':[{'key':'f','active':true,'bucketing_identifier':'device_id','filters':"
                + "{'groups':[{'rollout_percentage':50}]}}]}";
        Definitions flags = flags(definitions);

        assertThat(flags.evaluate("f", ADA, NOW)).isInstanceOf(FlagValue.Inconclusive.class);
        for (int device = 0; device < 50; device++) {
            FlagValue first = flags.evaluate("f", FlagContext.of("a").deviceId("d" + device), NOW);
            assertThat(first.isDecided()).isTrue();
            assertThat(flags.evaluate("f", FlagContext.of("b").deviceId("d" + device), NOW))
                    .isEqualTo(first);
        }
    }

    private static String cohort(String rules, String cohorts) {
        return "{'flags':[" + flag("{'groups':[{'properties':[{'key':'id','value':1,'type':'cohort'" + rules + "}]}]}")
                + "],'cohorts':" + cohorts + "}";
    }

    @Test
    void cohorts_areDecidedByTheirRules() {
        String europe =
                "{'1':{'type':'OR','values':[{'type':'AND','values':[{'key':'country','value':['DE','FR'],'type':'person'},"
                        + "{'key':'plan','value':'free','type':'person','negation':true}]},{'key':'id','value':2,'type':'cohort'}]},"
                        + "'2':{'type':'AND','values':[{'key':'staff','value':'true','type':'person'}]}}";
        FlagContext german = ADA.properties(Map.of("country", "DE", "plan", "pro", "staff", false));

        assertThat(decideIn(cohort("", europe), german)).isEqualTo(new FlagValue.On());
        assertThat(decideIn(cohort(",'operator':'not_in'", europe), german)).isEqualTo(new FlagValue.Off());
        assertThat(decideIn(cohort("", europe), ADA.properties(Map.of("country", "US", "plan", "pro", "staff", true))))
                .isEqualTo(new FlagValue.On());
        assertThat(decideIn(
                        cohort("", europe), ADA.properties(Map.of("country", "DE", "plan", "free", "staff", false))))
                .isEqualTo(new FlagValue.Off());
        assertThat(decideIn(cohort("", "{'1':{}}"), ADA)).isEqualTo(new FlagValue.On());
    }

    @Test
    void aCohortThatTheDefinitionsLeaveOut_needsTheServerUnlessTheContextNamesIt() {
        assertThat(decideIn(cohort("", "{}"), ADA)).isInstanceOf(FlagValue.NeedsServer.class);
        assertThat(decideIn(cohort("", "{}"), ADA.cohorts(List.of(1L)))).isEqualTo(new FlagValue.On());
        assertThat(decideIn(cohort("", "{}"), ADA.cohorts(List.of()))).isEqualTo(new FlagValue.Off());
    }

    @Test
    void whatNeedsTheServer_endsTheFlagThere() {
        assertThat(decideIn(
                        "{'cohorts':{},'flags':["
                                + flag("{'groups':[{'properties':[{'key':'id','value':1,'type':'cohort'}]},{}]}")
                                + "]}",
                        ADA))
                .isInstanceOf(FlagValue.NeedsServer.class);
    }

    private static String dependent(String value, String chain, String operator) {
        return "{'flags':["
                + flag("{'groups':[{'properties':[{'key':'base','type':'flag','operator':'" + operator + "','value':"
                        + value + ",'dependency_chain':" + chain + "}]}]}")
                + ",{'key':'base','active':true,'filters':{'groups':[{'properties':[{'key':'plan','value':'pro'}]}],"
                + "'multivariate':{'variants':[{'key':'red','rollout_percentage':100}]}}}]}";
    }

    @Test
    void dependencies_areDecidedFirst() {
        FlagContext pro = ADA.properties(Map.of("plan", "pro"));
        FlagContext free = ADA.properties(Map.of("plan", "free"));
        String chain = "['base']";

        assertThat(decideIn(dependent("true", chain, "flag_evaluates_to"), pro)).isEqualTo(new FlagValue.On());
        assertThat(decideIn(dependent("'red'", chain, "flag_evaluates_to"), pro))
                .isEqualTo(new FlagValue.On());
        assertThat(decideIn(dependent("'Red'", chain, "flag_evaluates_to"), pro))
                .isEqualTo(new FlagValue.Off());
        assertThat(decideIn(dependent("false", chain, "flag_evaluates_to"), free))
                .isEqualTo(new FlagValue.On());
        assertThat(decideIn(dependent("true", chain, "exact"), pro)).isEqualTo(new FlagValue.Off());
        assertThat(decideIn(dependent("true", chain, "flag_evaluates_to"), ADA))
                .isInstanceOf(FlagValue.Inconclusive.class);
        assertThat(decideIn(dependent("true", "[]", "flag_evaluates_to"), pro))
                .isInstanceOf(FlagValue.Inconclusive.class);
        assertThat(decideIn(dependent("true", "['gone']", "flag_evaluates_to"), pro))
                .isInstanceOf(FlagValue.Inconclusive.class);
    }

    @Test
    void flagsThatRestOnEachOther_end() {
        String circle = "{'flags':["
                + flag("{'groups':[{'properties':[{'key':'g','type':'flag','operator':'flag_evaluates_to','value':true,"
                        + "'dependency_chain':['g']}]}]}")
                + ",{'key':'g','active':true,'filters':{'groups':[{'properties':[{'key':'f','type':'flag',"
                + "'operator':'flag_evaluates_to','value':true,'dependency_chain':['f']}]}]}}]}";

        assertThat(decideIn(circle, ADA)).isInstanceOf(FlagValue.Inconclusive.class);
    }

    @Test
    void definitionsThatAreMalformed_makeNoFlagADecisionAndNoException() {
        assertThat(flags("{}").list()).isEmpty();
        assertThat(flags("{'flags':[{'active':true},{'key':'f'}]}").evaluate("f", ADA, NOW))
                .isEqualTo(new FlagValue.Off());
        assertThat(decide("{'groups':[{'properties':[{'key':'p','type':'invented','value':1}]}]}", ADA)
                        .isEnabled())
                .isFalse();
    }

    @Test
    void reasons_nameThePropertyAndNobodysData() {
        FlagValue value = decide(
                "{'groups':[{'properties':[{'key':'since','operator':'is_date_before','value':'1d'}]}]}",
                ADA.properties(Map.of("since", "ada@example.com")));

        assertThat(value)
                .isInstanceOfSatisfying(
                        FlagValue.Inconclusive.class,
                        inconclusive -> assertThat(inconclusive.reason())
                                .contains("since")
                                .doesNotContain("ada@"));
    }
}
