package io.tajo.posthog.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.DecodingException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawPropertyTest {
    @ParameterizedTest
    @ValueSource(strings = {"17242", "01067", "yes", "2024-03-01", "null", "[1]", "{}", "1e5", " padded "})
    void decode_text_isThatText(String text) {
        assertThat(RawProperty.decode('"' + text + '"')).isEqualTo(text);
    }

    @Test
    void decode_escapes_areResolvedOnce() {
        assertThat(RawProperty.decode("\"line one\\nsays \\\"hi\\\" C:\\\\new\""))
                .isEqualTo("line one\nsays \"hi\" C:\\new");
        assertThat(RawProperty.decode("\"caf\\u00e9\"")).isEqualTo("café");
        assertThat(RawProperty.decode("\"\"")).isEqualTo("");
    }

    @Test
    void decode_numbers_areExact() {
        assertThat(RawProperty.decode("12345678901234567")).isEqualTo(12345678901234567L);
        assertThat(RawProperty.decode("1.10")).isEqualTo(new BigDecimal("1.10"));
        assertThat(RawProperty.decode("77")).isEqualTo(77);
    }

    @Test
    void decode_otherJson_isWhatWasSent() {
        assertThat(RawProperty.decode("true")).isEqualTo(true);
        assertThat(RawProperty.decode("[\"a\",\"b\"]")).isEqualTo(List.of("a", "b"));
        assertThat(RawProperty.decode("{\"city\":\"Lyon\"}")).isEqualTo(Map.of("city", "Lyon"));
    }

    @Test
    void isPresent_nullIsThere_absentIsNot() {
        assertThat(RawProperty.isPresent("null")).isTrue();
        assertThat(RawProperty.decode("null")).isNull();
        assertThat(RawProperty.isPresent("")).isFalse();
        assertThat(RawProperty.decode("")).isNull();
    }

    @Test
    void decode_whatIsNoJson_fails() {
        assertThatThrownBy(() -> RawProperty.decode("pro")).isInstanceOf(DecodingException.class);
    }

    @Test
    void select_anyName_isALiteral() {
        assertThat(RawProperty.select("address.city")).isEqualTo("JSONExtractRaw(properties, 'address.city')");
        assertThat(RawProperty.select("it's \\ 100%")).isEqualTo("JSONExtractRaw(properties, 'it\\'s \\\\ 100%')");
        assertThat(RawProperty.selectText(List.of("address", "city")))
                .isEqualTo("JSONExtractString(properties, 'address', 'city')");
    }
}
