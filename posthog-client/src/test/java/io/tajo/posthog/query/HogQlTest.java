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

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "SELECT 1;| SELECT 1",
                "SELECT 1 ; | SELECT 1",
                "SELECT 1;;| SELECT 1",
                "SELECT 1; -- all; of them| SELECT 1 -- all; of them",
                "SELECT 1 /* ; */ ; /* ; */| SELECT 1 /* ; */  /* ; */",
                "SELECT ';' -- ;| SELECT ';' -- ;",
                "SELECT `a;`| SELECT `a;`"
            })
    void of_whenTheTextEndsInASemicolon_leavesItOut(String text, String expected) {
        assertThat(HogQl.of(text).text().strip()).isEqualTo(expected);
    }

    @Test
    void of_whenTheTextIsNothingButASemicolon_isRefused() {
        assertThatThrownBy(() -> HogQl.of(" ; ")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "SELECT id FROM persons LIMIT 60000| 60000",
                "SELECT id FROM persons limit /* many */ 60000;| 60000",
                "SELECT id FROM persons LIMIT {most}| 70000",
                "SELECT id FROM persons LIMIT 1 BY id LIMIT 60000| 60000",
                "SELECT a FROM t LIMIT 60000 UNION ALL SELECT b FROM t LIMIT 5| 60000"
            })
    void limit_isThatOfTheWholeAnswer(String text, long expected) {
        assertThat(HogQl.of(text).bind("most", 70_000).limit()).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id FROM persons",
                "SELECT id FROM (SELECT id FROM persons LIMIT 60000)",
                "SELECT id FROM persons LIMIT 60000 BY id",
                "SELECT limit FROM t WHERE limit > 60000",
                "SELECT id FROM persons LIMIT (60000)",
                "SELECT id FROM persons LIMIT 60000 + 1",
                "SELECT id FROM persons -- LIMIT 60000"
            })
    void limit_whenTheAnswerHasNoneThatIsANumber_isEmpty(String text) {
        assertThat(HogQl.of(text).limit()).isEmpty();
    }
}
