package io.tajo.connector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 */3 * * *     | 2026-11-25T07:00:00Z | 2026-11-25T09:00:00Z",
                "*/15 * * * *    | 2026-11-25T07:00:00Z | 2026-11-25T07:15:00Z",
                "0 0 1 1 *       | 2026-11-25T07:00:00Z | 2027-01-01T00:00:00Z",
                "30 6 * * 1-5    | 2026-11-27T07:00:00Z | 2026-11-30T06:30:00Z",
                "0 12 * * 7      | 2026-11-25T07:00:00Z | 2026-11-29T12:00:00Z",
                "0 12 13 * 5     | 2026-11-25T07:00:00Z | 2026-11-27T12:00:00Z",
                "0 0 29 2 *      | 2026-11-25T07:00:00Z | 2028-02-29T00:00:00Z",
                "5,35 8-10/2 * * * | 2026-11-25T08:35:00Z | 2026-11-25T10:05:00Z",
                "59 23 31 12 *   | 2026-12-31T23:59:30Z | 2027-12-31T23:59:00Z"
            })
    void next_returnsTheFirstMinuteThatMatches(String expression, Instant after, Instant expected) {
        assertThat(CronSchedule.parse(expression).next(after)).contains(expected);
    }

    @Test
    void next_ofADayThatNeverComes_isEmpty() {
        assertThat(CronSchedule.parse("0 0 31 2 *").next(Instant.parse("2026-11-25T07:00:00Z")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * * 13 *",
                "* * * * 8",
                "5-1 * * * *",
                "*/0 * * * *",
                "a * * * *",
                "@daily"
            })
    void parse_ofWhatIsNone_saysWhichFieldIsWrong(String expression) {
        assertThatThrownBy(() -> CronSchedule.parse(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cron expression");
    }
}
