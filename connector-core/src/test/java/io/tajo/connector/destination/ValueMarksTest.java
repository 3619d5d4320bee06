package io.tajo.connector.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.brevo.attributes.Attribute;
import io.tajo.brevo.attributes.AttributeType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What was sent and what Brevo returns have one mark if they are one value. */
class ValueMarksTest {
    private final ValueMarks marks = new ValueMarks(
            Map.of(
                    "NAME", AttributeType.TEXT,
                    "SMS", AttributeType.TEXT,
                    "BORN", AttributeType.DATE,
                    "SCORE", AttributeType.FLOAT,
                    "VIP", AttributeType.BOOLEAN,
                    "TIER", AttributeType.CATEGORY),
            7);

    static List<Arguments> same() {
        return Arrays.asList(
                Arguments.of("NAME", "Ada", "Ada"),
                Arguments.of("NAME", " two\nlines ", "two\r\nlines"),
                Arguments.of("SMS", "+33 6 12 34 56 78", "33612345678"),
                Arguments.of("SMS", "0033612345678", "+33612345678"),
                Arguments.of("BORN", "1990-01-02", "1990-01-02T00:00:00.000Z"),
                Arguments.of("SCORE", new BigDecimal("0.1234567890123456789"), 0.12345678901234568),
                Arguments.of("SCORE", new BigDecimal("12.50"), 12.5),
                Arguments.of("SCORE", 0, new BigDecimal("0.0")),
                Arguments.of("VIP", true, true));
    }

    @ParameterizedTest
    @MethodSource("same")
    void of_oneValueInTwoForms_isOneMark(String name, Object sent, Object held) {
        assertThat(marks.of(name, sent)).isEqualTo(marks.of(name, held)).isNotEqualTo(ValueMarks.EMPTY);
    }

    static List<Arguments> others() {
        return Arrays.asList(
                Arguments.of("NAME", "Ada", "ada"),
                Arguments.of("NAME", "12", "12.0"),
                Arguments.of("BORN", "1990-01-02", "1990-02-01"),
                Arguments.of("SCORE", new BigDecimal("12.5"), 12),
                Arguments.of("VIP", true, false));
    }

    @ParameterizedTest
    @MethodSource("others")
    void of_twoValues_areTwoMarks(String name, Object sent, Object held) {
        assertThat(marks.of(name, sent)).isNotEqualTo(marks.of(name, held));
    }

    static List<@Nullable Object> empty() {
        return Arrays.asList(null, "", "  \n", List.of());
    }

    @ParameterizedTest
    @MethodSource("empty")
    void of_nothing_isEmpty(@Nullable Object value) {
        assertThat(marks.of("NAME", value)).isEqualTo(ValueMarks.EMPTY);
    }

    @Test
    void of_zeroAndFalse_areValues() {
        assertThat(marks.of("SCORE", 0)).isNotEqualTo(ValueMarks.EMPTY);
        assertThat(marks.of("VIP", false)).isNotEqualTo(ValueMarks.EMPTY);
    }

    @Test
    void of_aCategory_isTheSameByItsValueAndByItsLabel() {
        ValueMarks withOptions = new ValueMarks(
                List.of(new Attribute(
                        "TIER",
                        "category",
                        AttributeType.CATEGORY,
                        List.of("1", "2"),
                        Map.of("free", "1", "pro", "2"))),
                7);

        assertThat(withOptions.of("TIER", "pro")).isEqualTo(withOptions.of("TIER", "2"));
        assertThat(withOptions.of("TIER", "pro")).isNotEqualTo(withOptions.of("TIER", "free"));
        assertThat(marks.areComparable("OTHER")).isFalse();
    }

    @Test
    void of_manyValues_spread() {
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 100_000; i++) seen.add(marks.of("NAME", "Name " + i));

        // Of a hundred thousand 32-bit numbers at random, one pair or two are equal.
        assertThat(seen).hasSizeGreaterThan(99_990);
    }
}
