package io.tajo.posthog.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyTextTest {

    @Test
    void decode_resolvesTheEscapesThatHogQlLeaves() {
        assertThat(PropertyText.decode("line one\\nsays \\\"hi\\\" \\\\o/")).isEqualTo("line one\nsays \"hi\" \\o/");
        assertThat(PropertyText.decode("caf\\u00e9")).isEqualTo("café");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "42", "true", "{not json", "[x]", "C:\\new folder\\q", "emoji 🚀"})
    void decode_leavesEverythingElseAsItIs(String text) {
        assertThat(PropertyText.decode(text)).isEqualTo(text);
    }

    @Test
    void decode_readsNestedValuesExactly() {
        assertThat(PropertyText.decode("{\"a\":[1.10,null]}"))
                .isEqualTo(Map.of("a", java.util.Arrays.asList(new BigDecimal("1.10"), null)));
        assertThat(PropertyText.decode("[\"a\",\"b\"]")).isEqualTo(List.of("a", "b"));
        assertThat(PropertyText.decode(null)).isNull();
        assertThat(PropertyText.decode(7L)).isEqualTo(7L);
    }
}
