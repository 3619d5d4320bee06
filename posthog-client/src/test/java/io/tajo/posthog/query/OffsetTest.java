package io.tajo.posthog.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id FROM persons LIMIT 10 OFFSET 20",
                "select id from persons limit 10\noffset\t20",
                "SELECT id FROM persons OFFSET {skip}",
                "SELECT id FROM persons LIMIT 20, 10",
                "SELECT id FROM persons ORDER BY id DESC OFFSET (1 + 1)",
                "SELECT id FROM (SELECT id FROM persons LIMIT 1 OFFSET 2) WHERE id = 'x'",
                "SELECT id FROM persons LIMIT 1 BY a, b LIMIT 3, 4",
                "SELECT id FROM persons LIMIT 10 /* none */ OFFSET /* yet */ 5",
                "SELECT 'it''s' FROM persons LIMIT (10) OFFSET 5",
                "SELECT f'a{b}' FROM persons LIMIT 10 OFFSET 5",
                "SELECT properties.`a` FROM persons WHERE x = 'y' OFFSET 5",
                "SELECT id FROM persons -- all\rLIMIT 1 OFFSET 2",
                "WITH a AS (SELECT 1 LIMIT 2) SELECT * FROM a OFFSET 1"
            })
    void of_whenTheTextSkipsRows_namesTheKeysetForm(String text) {
        assertThatThrownBy(() -> HogQl.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("OFFSET")
                .hasMessageContaining("keyset(\"id\")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'LIMIT 1 OFFSET 2' FROM persons",
                "SELECT 'it''s LIMIT 1 OFFSET 2', 'a \\' OFFSET 5' FROM persons",
                "SELECT id FROM persons -- LIMIT 1 OFFSET 2",
                "SELECT id FROM persons // LIMIT 1 OFFSET 2",
                "SELECT id FROM persons # LIMIT 1 OFFSET 2",
                "SELECT id /* LIMIT 1 OFFSET 2 */ FROM persons",
                "SELECT `x OFFSET 5`, \"a OFFSET 5\" FROM persons",
                "SELECT f'x {concat('}', 'y')} OFFSET 5' FROM persons",
                "SELECT offset, t.offset FROM t WHERE offset > 3 AND offset = 1 ORDER BY offset LIMIT 5",
                "SELECT x AS offset, count() AS limit FROM t GROUP BY offset LIMIT 5",
                "SELECT id FROM persons LIMIT 1 BY a, b",
                "SELECT (SELECT max(x) FROM t LIMIT 1), y FROM t",
                "SELECT a FROM t LIMIT 1 UNION ALL SELECT b, c FROM t",
                "SELECT id FROM persons LIMIT greatest(1, 2)",
                "SELECT 'unended LIMIT 1 OFFSET 2"
            })
    void of_whenTheWordOnlyStandsInIt_takesTheText(String text) {
        assertThat(HogQl.of(text).text()).isEqualTo(text);
    }
}
