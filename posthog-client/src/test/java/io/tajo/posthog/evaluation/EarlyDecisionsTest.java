package io.tajo.posthog.evaluation;

import static io.tajo.posthog.evaluation.FlagScenario.OFF;
import static io.tajo.posthog.evaluation.FlagScenario.ON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.posthog.flags.FlagContext;
import io.tajo.posthog.flags.FlagValue;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What decides before a flag's conditions: early access first, then a holdout. */
class EarlyDecisionsTest {
    private static final String NOBODY = "'groups':[{'rollout_percentage':0}]";
    private static final String EVERYBODY = "'groups':[{}]";
    private static final String ENROLMENT = "$feature_enrollment/beta";
    private static final String OLDER = "'super_groups':[{'properties':[{'key':'" + ENROLMENT
            + "','type':'person','operator':'exact','value':['true']}],'rollout_percentage':100}]";
    private static final String HOLDOUT = "'holdout':{'id':42,'exclusion_percentage':%s}";

    private static FlagContext person(Map<String, Object> properties) {
        return FlagContext.of("ada").properties(properties).complete();
    }

    private static FlagValue decide(String filters, FlagContext context) {
        return new FlagScenario().flag("beta", "{" + filters + "}").evaluate("beta", context);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "TRUE, false", "false, false", "'', false"})
    void enrolment_asText_decidesBeforeTheConditions(String choice, boolean on) {
        FlagContext context = person(Map.of(ENROLMENT, choice));

        assertThat(decide("'feature_enrollment':true," + NOBODY, context)).isEqualTo(on ? ON : OFF);
        assertThat(decide("'feature_enrollment':true," + EVERYBODY, context)).isEqualTo(on ? ON : OFF);
    }

    @Test
    void enrolment_asABoolean_decidesToo_andNamesNoVariant() {
        String variants = ",'multivariate':{'variants':[{'key':'a','rollout_percentage':100}]}";
        String filters = "'feature_enrollment':true," + EVERYBODY + variants;

        assertThat(decide(filters, person(Map.of(ENROLMENT, true)))).isEqualTo(ON);
        assertThat(decide(filters, person(Map.of(ENROLMENT, false)))).isEqualTo(OFF);
        assertThat(decide(filters, person(Map.of()))).isEqualTo(new FlagValue.Variant("a"));
    }

    @Test
    void enrolment_ofAPersonOfWhomNotAllIsKnown_isUndecided() {
        FlagContext some = FlagContext.of("ada").properties(Map.of("plan", "pro"));

        assertThat(decide("'feature_enrollment':true," + EVERYBODY, some)).isInstanceOf(FlagValue.Inconclusive.class);
        assertThat(decide(OLDER + "," + EVERYBODY, some)).isInstanceOf(FlagValue.Inconclusive.class);
        assertThat(decide("'feature_enrollment':true," + NOBODY, some.properties(Map.of(ENROLMENT, "true"))))
                .isEqualTo(ON);
    }

    @Test
    void enrolment_inItsOlderForm_decidesForWhomeverHasChosen() {
        assertThat(decide(OLDER + "," + NOBODY, person(Map.of(ENROLMENT, "true"))))
                .isEqualTo(ON);
        assertThat(decide(OLDER + "," + EVERYBODY, person(Map.of(ENROLMENT, "false"))))
                .isEqualTo(OFF);
        assertThat(decide(OLDER + "," + EVERYBODY, person(Map.of("plan", "pro"))))
                .isEqualTo(ON);
        assertThat(decide(OLDER + "," + NOBODY, person(Map.of("plan", "pro")))).isEqualTo(OFF);
        // The newer form counts where both are there: it knows no such choice.
        String both = "'feature_enrollment':true," + OLDER.replace(ENROLMENT, "other") + "," + NOBODY;
        assertThat(decide(both, person(Map.of("other", "true")))).isEqualTo(OFF);
    }

    @Test
    void enrolment_ofAFlagThatIsSwitchedOff_decidesNothing() {
        FlagValue value = new FlagScenario()
                .flag("beta", "{'feature_enrollment':true," + EVERYBODY + "}", "'active':false")
                .evaluate("beta", person(Map.of(ENROLMENT, "true")));

        assertThat(value).isEqualTo(OFF);
    }

    @Test
    void enrolment_decidesBeforeExperienceContinuity_whichIsUndecidedOtherwise() {
        FlagScenario flags = new FlagScenario()
                .flag(
                        "beta",
                        "{'feature_enrollment':true," + NOBODY + "}",
                        "'active':true,'ensure_experience_continuity':true");

        assertThat(flags.evaluate("beta", person(Map.of(ENROLMENT, "true")))).isEqualTo(ON);
        assertThat(flags.evaluate("beta", person(Map.of()))).isInstanceOf(FlagValue.Inconclusive.class);
    }

    /** The first 60 bits of the SHA-1 of "holdout-" and the id, as a share of all that they can be. */
    private static double place(String id) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-1").digest(("holdout-" + id).getBytes(StandardCharsets.UTF_8));
        return new BigInteger(1, digest).shiftRight(100).doubleValue() / 0xFFFFFFFFFFFFFFFL;
    }

    @Test
    void holdout_keepsTheSameShareOutOfEveryFlag() throws GeneralSecurityException {
        String filters = HOLDOUT.formatted("12.5") + "," + EVERYBODY;
        for (int i = 0; i < 200; i++) {
            FlagContext someone = FlagContext.of("person " + i);
            boolean out = place("person " + i) <= 0.125;

            assertThat(decide(filters, someone)).isEqualTo(out ? new FlagValue.Variant("holdout-42") : ON);
            assertThat(new FlagScenario().flag("other", "{" + filters + "}").evaluate("other", someone))
                    .isEqualTo(decide(filters, someone));
        }
        assertThat(decide(HOLDOUT.formatted("100") + "," + NOBODY, FlagContext.of("ada")))
                .isEqualTo(new FlagValue.Variant("holdout-42"));
        assertThat(decide(HOLDOUT.formatted("0") + "," + EVERYBODY, FlagContext.of("ada")))
                .isEqualTo(ON);
    }

    @Test
    void holdout_comesAfterEnrolmentAndBeforeTheConditions() {
        String filters = "'feature_enrollment':true," + HOLDOUT.formatted("100") + "," + NOBODY;

        assertThat(decide(filters, person(Map.of(ENROLMENT, "true")))).isEqualTo(ON);
        assertThat(decide(filters, person(Map.of()))).isEqualTo(new FlagValue.Variant("holdout-42"));
    }

    @Test
    void holdout_ofAGroupsFlag_goesByTheGroup() throws GeneralSecurityException {
        String filters = HOLDOUT.formatted("50") + ",'aggregation_group_type_index':0," + EVERYBODY;
        String heldOut = IntStream.range(0, 100)
                .mapToObj(i -> "acme " + i)
                .filter(key -> isBelowHalf(key))
                .findFirst()
                .orElseThrow();

        assertThat(decide(filters, FlagContext.of("ada").group("company", heldOut)))
                .isEqualTo(new FlagValue.Variant("holdout-42"));
        assertThat(decide(filters, FlagContext.of(heldOut)))
                .isEqualTo(place("") <= 0.5 ? new FlagValue.Variant("holdout-42") : OFF);
    }

    private static boolean isBelowHalf(String id) {
        try {
            return place(id) <= 0.5;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void holdoutGroups_areIgnoredAsByTheService() {
        String older = "'holdout_groups':[{'properties':[],'rollout_percentage':100,'variant':'holdout-1'}],";

        assertThat(decide(older + EVERYBODY, FlagContext.of("ada"))).isEqualTo(ON);
    }

    @Test
    void aConditionOfAnUnknownType_isUndecidedAlsoForAWholePerson() {
        String condition =
                "'groups':[{'properties':[{'key':'created_at','type':'person_metadata','operator':'is_set'}]}]";

        assertThat(decide(condition, person(Map.of()))).isInstanceOf(FlagValue.Inconclusive.class);
    }
}
