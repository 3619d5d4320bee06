package io.tajo.connector.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.brevo.attributes.Attribute;
import io.tajo.brevo.attributes.AttributeType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeCoercionTest {

    private static Object coerce(AttributeType type, Object value, String... options) {
        return AttributeCoercion.coerce(new Attribute("X", "normal", type, List.of(options)), value);
    }

    @Test
    void text_takesEveryScalar() {
        assertThat(coerce(AttributeType.TEXT, "a")).isEqualTo("a");
        assertThat(coerce(AttributeType.TEXT, 9_007_199_254_740_993L)).isEqualTo("9007199254740993");
        assertThat(coerce(AttributeType.TEXT, true)).isEqualTo("true");
        assertThat(coerce(AttributeType.TEXT, Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00Z");
    }

    @Test
    void date_isADayInUtc() {
        assertThat(coerce(AttributeType.DATE, "2026-05-06T23:59:59-05:00")).isEqualTo("2026-05-07");
        assertThat(coerce(AttributeType.DATE, "2026-05-06 07:08:09.123456")).isEqualTo("2026-05-06");
        assertThat(coerce(AttributeType.DATE, LocalDate.of(2026, 5, 6))).isEqualTo("2026-05-06");
        assertThat(coerce(AttributeType.DATE, Instant.EPOCH)).isEqualTo("1970-01-01");
    }

    @Test
    void number_staysExact() {
        assertThat(coerce(AttributeType.FLOAT, "0.1")).isEqualTo(new BigDecimal("0.1"));
        assertThat(coerce(AttributeType.FLOAT, 9_007_199_254_740_993L)).isEqualTo(new BigDecimal("9007199254740993"));
    }

    @Test
    void bool_readsTheWords() {
        assertThat(coerce(AttributeType.BOOLEAN, "False")).isEqualTo(false);
        assertThat(coerce(AttributeType.BOOLEAN, true)).isEqualTo(true);
    }

    @Test
    void options_areFoundInAnyCaseAndSpelledAsBrevoDoes() {
        assertThat(coerce(AttributeType.CATEGORY, "GOLD", "Gold", "Silver")).isEqualTo("Gold");
        assertThat(coerce(AttributeType.MULTIPLE_CHOICE, List.of("a", "B"), "A", "b"))
                .isEqualTo(List.of("A", "b"));
        assertThatThrownBy(() -> coerce(AttributeType.CATEGORY, "bronze", "Gold"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("bronze");
    }

    @Test
    void category_takesALabelAndSendsItsValue() {
        Attribute gender = new Attribute(
                "GENDER", "category", AttributeType.CATEGORY, List.of("1", "w"), Map.of("Men", "1", "Women", "w"));

        assertThat(AttributeCoercion.coerce(gender, "women")).isEqualTo("w");
        assertThat(AttributeCoercion.coerce(gender, 1)).isEqualTo("1");
        assertThatThrownBy(() -> AttributeCoercion.coerce(gender, "others"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("others");
    }

    @ParameterizedTest
    @CsvSource({
        "SMS, +33 6 12 34 56 78, +33612345678",
        "WHATSAPP, 33612345678, +33612345678",
        "LANDLINE_NUMBER, 0049 30 901820, +4930901820",
        "PHONE, 06 12 34 56 78, 06 12 34 56 78"
    })
    void phoneNumbers_areWrittenAsBrevoTakesThem(String name, String value, String sent) {
        Attribute attribute = new Attribute(name, "normal", AttributeType.TEXT, List.of());

        assertThat(AttributeCoercion.coerce(attribute, value)).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({"06 12 34 56 78", "+33 1", "call me", "+999123456789"})
    void phoneNumbers_thatBrevoWouldRefuseTheContactFor_doNotFit(String value) {
        Attribute sms = new Attribute("SMS", "normal", AttributeType.TEXT, List.of());

        assertThatThrownBy(() -> AttributeCoercion.coerce(sms, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("country code")
                .hasMessageNotContaining(value);
    }

    @ParameterizedTest
    @CsvSource({
        "date, 31/12/2026",
        "date, 1700000000",
        "float, many",
        "float, 1.000.000",
        "boolean, 1",
        "boolean, yes",
        "id, x",
        "unheard-of, x"
    })
    void coerce_whenTheValueDoesNotFit_saysWhyAndNotTheValue(String type, String value) {
        assertThatThrownBy(() -> coerce(new AttributeType(type), value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(value.length() > 1 ? value : "no single character");
    }

    @Test
    void coerce_ofNestedValues_namesTheirKind() {
        assertThatThrownBy(() -> coerce(AttributeType.TEXT, Map.of("a", 1))).hasMessage("an object is not text");
        assertThatThrownBy(() -> coerce(AttributeType.FLOAT, List.of(1))).hasMessage("a list is not a number");
    }
}
