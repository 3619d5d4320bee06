package io.tajo.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {

    private static JsonObject of(Object value) {
        return JsonObject.of(Map.of("x", value));
    }

    @Test
    void integer_readsWholeNumbersOfEveryKindExactly() {
        assertThat(of(9_007_199_254_740_993L).integer("x")).hasValue(9_007_199_254_740_993L);
        assertThat(of("9007199254740993").integer("x")).hasValue(9_007_199_254_740_993L);
        assertThat(of(new BigDecimal("42.0")).integer("x")).hasValue(42);
        assertThat(of(new BigDecimal("42.5")).integer("x")).isEmpty();
        assertThat(of(new BigInteger("99999999999999999999")).integer("x")).isEmpty();
        assertThat(of("many").integer("x")).isEmpty();
    }

    @Test
    void text_writesScalarsAndNothingElse() {
        assertThat(of("").text("x")).hasValue("");
        assertThat(of(0).text("x")).hasValue("0");
        assertThat(of(false).text("x")).hasValue("false");
        assertThat(of(new BigDecimal("1.50")).text("x")).hasValue("1.50");
        assertThat(of(List.of("a")).text("x")).isEmpty();
    }

    @Test
    void text_whenANumberHasAGigabyteOfZeros_staysShort() {
        assertThat(of(new BigDecimal("1e999999999")).text("x").orElseThrow()).hasSizeLessThan(32);
    }

    @Test
    void bool_readsTheWordsInAnyCaseAndNoNumbers() {
        assertThat(of("TRUE").bool("x")).hasValue(true);
        assertThat(of(false).bool("x")).hasValue(false);
        assertThat(of(1).bool("x")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05.678000+02:00, 2026-01-02T01:04:05.678Z",
        "2026-01-02T03:04:05+0200, 2026-01-02T01:04:05Z",
        "2026-01-02 03:04:05, 2026-01-02T03:04:05Z",
        "2026-01-02 03:04:05.123456, 2026-01-02T03:04:05.123456Z",
        "2026-01-02, 2026-01-02T00:00:00Z"
    })
    void instant_readsWhatBothServicesWriteAndTakesUtcWhereNoOffsetIs(String text, String expected) {
        assertThat(of(text).instant("x")).hasValue(Instant.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"31/12/2026", "yesterday", "2026-13-01", "1700000000", ""})
    void instant_whenTheTextIsNoTimestamp_isEmpty(String text) {
        assertThat(of(text).instant("x")).isEmpty();
    }

    @Test
    void accessors_whenMissingOrNull_areEmpty() {
        Map<String, Object> fields = new HashMap<>();
        fields.put("x", null);
        JsonObject object = JsonObject.of(fields);

        assertThat(object.has("x")).isTrue();
        assertThat(object.has("y")).isFalse();
        assertThat(object.value("x")).isEmpty();
        assertThat(object.text("y")).isEmpty();
        assertThat(object.objects("y")).isEmpty();
    }

    @Test
    void list_leavesNullsOut() {
        assertThat(of(Arrays.asList("a", null, "b")).list("x")).hasValue(List.of("a", "b"));
    }

    @Test
    void toString_showsNamesAndNoValues() {
        assertThat(of("ada@example.com")).hasToString("JsonObject[x]");
    }
}
