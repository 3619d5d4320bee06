package io.tajo.posthog.properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PropertyFilterTest {
    private static final PropertyFilter.Property PLAN = PropertyFilter.person("plan");

    static Stream<Arguments> comparisons() {
        Instant time = Instant.parse("2026-01-02T03:04:05Z");
        return Stream.of(
                Arguments.of(PLAN.is("pro"), "exact", "pro"),
                Arguments.of(PLAN.isAnyOf(List.of("a", "b")), "exact", List.of("a", "b")),
                Arguments.of(PLAN.isNot(1), "is_not", 1),
                Arguments.of(PLAN.contains("x"), "icontains", "x"),
                Arguments.of(PLAN.matches("^x"), "regex", "^x"),
                Arguments.of(PLAN.isSet(), "is_set", "is_set"),
                Arguments.of(PLAN.isNotSet(), "is_not_set", "is_not_set"),
                Arguments.of(PLAN.greaterThan(1.5), "gt", 1.5),
                Arguments.of(PLAN.lessThan(2), "lt", 2),
                Arguments.of(PLAN.before(time), "is_date_before", "2026-01-02T03:04:05Z"),
                Arguments.of(PLAN.after(time), "is_date_after", "2026-01-02T03:04:05Z"),
                Arguments.of(PLAN.operator("not_icontains", "y"), "not_icontains", "y"));
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    void toMap_ofEveryComparison_isWhatPostHogTakes(PropertyFilter filter, String operator, Object value) {
        assertThat(filter.toMap())
                .isEqualTo(Map.of("key", "plan", "value", value, "operator", operator, "type", "person"));
    }

    @Test
    void factories_nameWhoHasTheProperty() {
        assertThat(PropertyFilter.event("a").isSet().toMap()).containsEntry("type", "event");
        assertThat(PropertyFilter.session("a").isSet().toMap()).containsEntry("type", "session");
        assertThat(PropertyFilter.of("recording", "a").isSet().toMap()).containsEntry("type", "recording");
        assertThat(PropertyFilter.cohort(12).toMap()).isEqualTo(Map.of("key", "id", "value", 12L, "type", "cohort"));
        assertThat(PropertyFilter.hogQl("1 = 1").toMap()).isEqualTo(Map.of("key", "1 = 1", "type", "hogql"));
    }

    @Test
    void isAnyOf_whenTheListChangesLater_keepsTheValues() {
        List<Object> values = new ArrayList<>(List.of("a"));
        PropertyFilter filter = PLAN.isAnyOf(values);

        values.add("b");

        assertThat(filter.toMap()).containsEntry("value", List.of("a"));
    }

    @Test
    void toMap_canNotBeChanged() {
        assertThatThrownBy(() -> PLAN.is("a").toMap().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void toString_holdsNoValue() {
        assertThat(PropertyFilter.person("email").is("ada@example.com"))
                .hasToString("PropertyFilter[person email exact]");
    }

    @Test
    void filters_thatSayTheSame_areEqual() {
        assertThat(PLAN.is("a"))
                .isEqualTo(PropertyFilter.person("plan").is("a"))
                .isNotEqualTo(PLAN.isNot("a"));
        assertThat(PLAN.is("a")).hasSameHashCodeAs(PropertyFilter.person("plan").is("a"));
    }

    @Test
    void filters_ofNothing_areRefused() {
        assertThatThrownBy(() -> PropertyFilter.person(" ")).hasMessageContaining("name of a property");
        assertThatThrownBy(() -> PLAN.operator("", 1)).hasMessageContaining("operator is empty");
        assertThatThrownBy(() -> PLAN.isAnyOf(List.of())).hasMessageContaining("no values");
        assertThatThrownBy(() -> PropertyFilter.hogQl("")).hasMessageContaining("expression is empty");
    }
}
