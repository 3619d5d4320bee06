package io.tajo.posthog.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HogQlTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "$browser, properties.`$browser`",
                "a`b, properties.`a``b`",
                "a'b\"c, properties.`a'b\"c`",
                "a{b}c, properties.`a{b}c`",
                "a.b c, properties.`a.b c`",
                "a\\b, properties.`a\\\\b`"
            })
    void property_quotesWhateverANameHolds(String name, String expected) {
        assertThat(HogQl.property(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "100%"})
    void quote_whenHogQlTakesNoSuchName_saysSo(String name) {
        assertThatThrownBy(() -> HogQl.quote(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"after_key", "a b", "1a", "a}", ""})
    void bind_whenThePlaceholderCannotBeOne_isRefused(String placeholder) {
        assertThatThrownBy(() -> HogQl.of("SELECT 1").bind(placeholder, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bind_leavesTheTextAndTheFirstQueryAsTheyWere() {
        HogQl query = HogQl.of("SELECT {x}");
        HogQl bound = query.bind("x", "'; DROP");

        assertThat(bound.text()).isEqualTo("SELECT {x}");
        assertThat(bound.values()).isEqualTo(Map.of("x", "'; DROP"));
        assertThat(query.values()).isEmpty();
    }
}
