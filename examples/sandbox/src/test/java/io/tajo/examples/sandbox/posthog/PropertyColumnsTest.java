package io.tajo.examples.sandbox.posthog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.examples.sandbox.hogql.QueryEngine;
import io.tajo.examples.sandbox.hogql.QueryTime;
import io.tajo.examples.sandbox.hogql.Values;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PostHog makes of values in a property that has a type. */
class PropertyColumnsTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private final PostHogState state = new PostHogState(PARIS);
    private final QueryEngine engine = new QueryEngine(state::table, (cohort, person) -> false, state::version);

    private String ask(String text) {
        Object[] row =
                engine.run(text, Map.of(), new QueryTime(NOW, PARIS)).rows().get(0);
        return String.valueOf(Values.shown(row[0], PARIS));
    }

    private String selected(Object value) {
        state.add(new PersonRecord(new UUID(1, 1), "d", NOW, Map.of("x", value)));
        return ask("SELECT properties.x FROM persons");
    }

    @ParameterizedTest
    @CsvSource({
        "NUMERIC, pro, null",
        "NUMERIC, 01067, 1067.0",
        "NUMERIC, 12345678901234567, 1.2345678901234568E16",
        "BOOLEAN, yes, null",
        "BOOLEAN, TRUE, null",
        "BOOLEAN, true, true",
        "DATE_TIME, 45, null",
        "DATE_TIME, 2024-03-01, 2024-03-01T00:00:00.000000+01:00",
        "DATE_TIME, 2024-08-01, 2024-08-01T00:00:00.000000+02:00",
        "STRING, 01067, 01067"
    })
    void select_convertsToTheTypeOfTheProperty(PropertyType type, String value, String expected) {
        state.definePersonProperty("x", type);

        assertThat(selected(value)).isEqualTo(expected);
    }

    @Test
    void types_areThatOfTheFirstValue_andStay() {
        assertThat(selected(77)).isEqualTo("77.0");
        assertThat(selected("pro")).isEqualTo("null");
    }

    @Test
    void textsWithoutAnOffset_areTimesOfTheProject() {
        selected("text");

        assertThat(ask("SELECT toDateTime('2026-01-01 00:00:00')")).isEqualTo("2026-01-01T00:00:00.000000+01:00");
        assertThat(ask("SELECT count() FROM persons WHERE created_at >= '2026-06-01 02:00:00'"))
                .isEqualTo("1");
        assertThat(ask("SELECT count() FROM persons WHERE created_at >= '2026-06-01 02:00:01'"))
                .isEqualTo("0");
    }
}
