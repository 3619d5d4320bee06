package io.tajo.posthog.evaluation;

import static io.tajo.posthog.evaluation.FlagScenario.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.posthog.flags.FlagContext;
import io.tajo.posthog.flags.FlagValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorsTest {
    private static FlagValue evaluate(String operator, String filter, Map<String, Object> known) {
        String property = "{'key':'k','operator':'" + operator + "','value':" + filter + "}";
        return new FlagScenario()
                .flagOn("f", property)
                .evaluate("f", FlagContext.of("d").properties(known));
    }

    private static String test(String operator, String filter, Object value) {
        Map<String, Object> known = new HashMap<>();
        known.put("k", value);
        FlagValue result = evaluate(operator, filter, known);
        return result.isDecided() ? String.valueOf(result.isEnabled()) : "open";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "exact | 'pro' | 'PRO' | true",
                "exact | ['a','b'] | 'B' | true",
                "exact | ['a','b'] | 'c' | false",
                "exact | '42' | 42 | true",
                "exact | 1.50 | '1.5' | true",
                "exact | true | 'True' | true",
                "exact | 'a,b' | ['a','b'] | true",
                "exact | 'null' | null | false",
                "is_not | 'pro' | 'free' | true",
                "is_not | 'pro' | 'Pro' | false",
                "is_not | ['a','b'] | 'b' | false",
                "is_not | 'pro' | null | true",
                "is_not | 'null' | null | false",
                "is_not | ['x','null'] | null | false",
                "is_set | '' | '' | true",
                "is_set | '' | null | false",
                "is_not_set | '' | 'v' | false",
                "is_not_set | '' | null | false",
                "icontains | 'AB' | 'xaby' | true",
                "icontains | 'AB' | 'xay' | false",
                "icontains | 'n' | null | false",
                "not_icontains | 'AB' | 'xaby' | false",
                "not_icontains | 'AB' | 'xay' | true",
                "not_icontains | 'AB' | null | false",
                "starts_with | 'AB' | 'abc' | true",
                "starts_with | 'AB' | 'cab' | false",
                "not_starts_with | 'AB' | 'abc' | false",
                "not_starts_with | 'AB' | 'cab' | true",
                "ends_with | 'BC' | 'abc' | true",
                "ends_with | 'BC' | 'bca' | false",
                "not_ends_with | 'BC' | 'abc' | false",
                "not_ends_with | 'BC' | 'bca' | true",
                "regex | 'b+c' | 'abbcd' | true",
                "regex | '^b' | 'abbcd' | false",
                "regex | '(' | 'a(b' | false",
                "not_regex | '^b' | 'abbcd' | true",
                "not_regex | 'b' | 'abbcd' | false",
                "not_regex | '(' | 'ab' | false",
                "gt | 9 | '10' | true",
                "gt | '9' | '10' | true",
                "gt | 10 | 10 | false",
                "gte | 10 | 10 | true",
                "gte | 10 | 9.5 | false",
                "lt | 10 | 9.5 | true",
                "lt | 10 | 10 | false",
                "lte | 10 | 10 | true",
                "lte | 10 | 10.1 | false",
                "gt | 9 | '10 seats' | false",
                "gt | 'a' | 'b' | false",
                "gt | 5 | true | false",
                "lt | 9 | 'none' | false",
                "lte | 9 | '' | false",
                "gt | 9 | '1e2' | true",
                "lt | 9 | ['1'] | false",
            })
    void compile_eachOperator_comparesAsTheServerDoes(String operator, String filter, String value, String expected) {
        Object given = json("{'v':" + value + "}").toMap().get("v");

        assertThat(test(operator, filter, given)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "is_date_before | '2026-01-02' | '2026-01-01' | true",
                "is_date_before | '2026-01-02' | '2026-01-02' | false",
                "is_date_after | '2026-01-02' | '2026-01-02T00:00:01Z' | true",
                "is_date_after | '2026-01-02' | '2026-01-02 00:30:00+01:00' | false",
                "is_date_before | '2026-01-02 00:00:00 +01:00' | '2026-01-01 23:30:00' | false",
                "is_date_before | '1d' | '2026-03-30T11:59:59Z' | true",
                "is_date_before | '-1d' | '2026-03-30T12:00:01Z' | false",
                "is_date_after | '2h' | '2026-03-31T10:00:01Z' | true",
                "is_date_after | '1w' | '2026-03-24T11:00:00Z' | false",
                "is_date_after | '1m' | '2026-02-28T12:00:01Z' | true",
                "is_date_after | '1m' | '2026-02-28T11:59:59Z' | false",
                "is_date_before | '1y' | '2025-03-31T11:59:59Z' | true",
                "is_date_before | '10000d' | '1900-01-01' | open",
                "is_date_before | '9999y' | '1900-01-01' | open",
                "is_date_before | 'soon' | '1900-01-01' | open",
                "is_date_before | '1d' | 'soon' | open",
                "is_date_before | '1d' | 1 | open",
                "is_date_before | '1d' | null | false",
            })
    void compile_dates_countSpansBackFromNow(String operator, String filter, String value, String expected) {
        Object given = json("{'v':" + value + "}").toMap().get("v");

        assertThat(test(operator, filter, given)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "semver_eq, 1.2.3, v1.2.3-rc.1+b5, true",
        "semver_eq, 1.2, 1.2.0, true",
        "semver_eq, 1.2.3, 1.2.3.9, true",
        "semver_eq, 1.2.3, 01.02.03, open",
        "semver_eq, 1.2.3, 1.2.4, false",
        "semver_neq, 1.2.3, 1.2.4, true",
        "semver_neq, 1.2.3, 1.2.3, false",
        "semver_gt, 1.9.0, 1.10.0, true",
        "semver_gt, 1.9.0, 1.9.0, false",
        "semver_gte, 1.9.0, 1.9.0, true",
        "semver_lt, 1.10.0, 1.9.0, true",
        "semver_lt, 1.9.0, 1.9.0, false",
        "semver_lte, 1.9.0, 1.9.0, true",
        "semver_tilde, 1.2.3, 1.2.99, true",
        "semver_tilde, 1.2.3, 1.2.2, false",
        "semver_tilde, 1.2.3, 1.3.0, false",
        "semver_caret, 1.2.3, 1.9.0, true",
        "semver_caret, 1.2.3, 2.0.0, false",
        "semver_caret, 0.2.3, 0.2.9, true",
        "semver_caret, 0.2.3, 0.3.0, false",
        "semver_caret, 0.0.3, 0.0.3, true",
        "semver_caret, 0.0.3, 0.0.4, false",
        "semver_wildcard, 1.*, 1.9.9, true",
        "semver_wildcard, 1.*, 2.0.0, false",
        "semver_wildcard, 1.2.*, 1.2.9, true",
        "semver_wildcard, 1.2.*, 1.3.0, false",
        "semver_wildcard, *, 1.3.0, open",
        "semver_eq, 1.2.3, abc, open",
        "semver_eq, 1.2.3, .1, open",
        "semver_eq, abc, 1.2.3, open",
        "semver_tilde, abc, 1.2.3, open",
    })
    void compile_semver_comparesTheFirstThreeNumbers(String operator, String filter, String value, String expected) {
        assertThat(test(operator, "'" + filter + "'", value)).isEqualTo(expected);
    }

    @Test
    void compile_whenTheOperatorIsUnknown_saysWhichOne() {
        assertThat(evaluate("between", "[1,2]", Map.of("k", 1)))
                .isEqualTo(new FlagValue.Inconclusive("the operator \"between\" is not known here"));
    }

    @Test
    void evaluate_whenThePropertyIsMissing_isOpenButForIsNotSet() {
        assertThat(evaluate("exact", "'v'", Map.of()))
                .isEqualTo(new FlagValue.Inconclusive("the property \"k\" was not given"));
        assertThat(evaluate("is_not_set", "''", Map.of()).isEnabled()).isTrue();
    }

    @Test
    void evaluate_whenTheValueCantBeCompared_saysSoWithoutTheValue() {
        assertThat(evaluate("is_date_before", "'1d'", Map.of("k", "secret")))
                .isEqualTo(new FlagValue.Inconclusive("the property \"k\" can't be compared by is_date_before"));
    }

    @Test
    void test_whenAPatternRunsAway_isOpenInTime() {
        assertThat(test("regex", "'^(.*a){20}$'", "a".repeat(60) + "!")).isEqualTo("open");
        assertThat(test("regex", "'^(a|b)*$'", "ab".repeat(100_000))).isEqualTo("open");
    }

    @Test
    void test_whenTheValueIsATimeOrADouble_readsItAsJsonWould() {
        assertThat(test("is_date_before", "'1d'", Instant.EPOCH)).isEqualTo("true");
        assertThat(test("exact", "'3'", 3.0)).isEqualTo("true");
        assertThat(test("exact", "0.1", 0.1)).isEqualTo("true");
        assertThat(test("lt", "0.0", -0.0)).isEqualTo("false");
        assertThat(test("exact", "'1e400'", "1E400")).isEqualTo("true");
    }

    private static String whole(String operator, String filter, Map<String, Object> known, int version) {
        String property = "{'key':'k','operator':'" + operator + "','value':" + filter + "}";
        String body = "{'property_matching_version':" + version
                + ",'flags':[{'key':'f','active':true,'filters':{'groups':[{'properties':[" + property + "]}]}}]}";
        FlagValue result = Definitions.compile(json(body))
                .evaluate("f", FlagContext.of("d").properties(known).complete(), FlagScenario.NOW);
        return result.isDecided() ? String.valueOf(result.isEnabled()) : "open";
    }

    @ParameterizedTest
    @CsvSource({
        "is_not_set, true",
        "is_not, true",
        "not_icontains, true",
        "not_regex, true",
        "not_starts_with, true",
        "not_ends_with, true",
        "exact, false",
        "is_set, false",
        "icontains, false",
        "regex, false",
        "starts_with, false",
        "ends_with, false",
        "gt, false",
        "lte, false",
        "is_date_before, false",
        "semver_neq, false",
    })
    void evaluate_whenTheWholePersonIsKnown_decidesAboutAnAbsentPropertyAsTheServerDoes(
            String operator, String expected) {
        assertThat(whole(operator, "'1.0.0'", Map.of("other", 1), 1)).isEqualTo(expected);
        // Without that knowledge it may be there.
        if (!operator.equals("is_not_set")) {
            assertThat(evaluate(operator, "'1.0.0'", Map.of("other", 1)).isDecided())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "is_set | '' | true",
                "is_not_set | '' | false",
                "exact | 'null' | true",
                "exact | 'NULL' | true",
                "exact | 'none' | false",
                "is_not | 'null' | false",
                "is_not | 'none' | true",
                "is_not | 'pro' | true",
                "icontains | 'ul' | true",
                "not_icontains | 'ul' | false",
                "starts_with | 'nu' | true",
                "not_ends_with | 'll' | false",
                "regex | '^null$' | true",
                "not_regex | '^null$' | false",
                "gt | 0 | false",
                "lte | 0 | false",
                "is_date_before | '1d' | false",
                "semver_eq | '1.0.0' | false",
            })
    void evaluate_whenTheWholePersonIsKnown_takesNullForSetAndForItsText(
            String operator, String filter, String expected) {
        Map<String, Object> known = new HashMap<>();
        known.put("k", null);

        assertThat(whole(operator, filter, known, 1)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"exact | 'a,b' | false", "icontains | '[\\u0022a\\u0022,' | true", "regex | '^.a' | false"})
    void evaluate_whenTheWholePersonIsKnown_comparesAListByItsJson(String operator, String filter, String expected) {
        assertThat(whole(operator, filter, Map.of("k", List.of("a", "b")), 1)).isEqualTo(expected);
    }

    @Test
    void evaluate_whenTheWholePersonIsKnownAndTheFilterIsNoNumber_matchesNothing() {
        assertThat(whole("gt", "'123aloha'", Map.of("k", 129), 1)).isEqualTo("false");
        assertThat(whole("lt", "'123aloha'", Map.of("k", 1), 1)).isEqualTo("false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "false | 'banana' | true | false",
                "false | 0 | true | false",
                "false | null | true | false",
                "false | '' | true | false",
                "false | 'FALSE' | true | true",
                "true | [true] | true | false",
                "['true','false'] | 'true' | false | true",
                "['true','false'] | 'pro' | true | false",
                "[] | true | true | true",
                "[] | [] | true | true",
                "[] | [true,['TRUE',[]]] | true | true",
                "[] | [true,false] | false | false",
                "[] | 'banana' | false | false",
                "[true,'PRO'] | 'TRUE' | true | true",
                "[false,'PRO'] | 'banana' | false | false",
                "['FREE','PRO'] | 'pro' | true | true",
            })
    void exact_ofATruthValue_comparesTheirTruth_andTheirTextsFromVersion2On(
            String filter, String value, String before, String since) {
        Map<String, Object> known = new HashMap<>();
        known.put("k", json("{'v':" + value + "}").toMap().get("v"));

        assertThat(whole("exact", filter, known, 1)).isEqualTo(before);
        assertThat(whole("exact", filter, known, 2)).isEqualTo(since);
        assertThat(whole("is_not", filter, known, 1)).isNotEqualTo(before);
        assertThat(whole("is_not", filter, known, 2)).isNotEqualTo(since);
    }
}
