package io.tajo.connector.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MapperFailuresTest {
    private final MapperFailures failures = new MapperFailures();

    private static RuntimeException thrownAt(String value) {
        return new IllegalStateException("no tier for plan \"" + value + "\" of ada@example.com");
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) failures.failed(thrownAt("plan " + i));
    }

    @Test
    void failed_masksAddressesAndNothingElse() {
        assertThat(failures.failed(thrownAt("gold"))).isEqualTo("no tier for plan \"gold\" of ***@***");
        assertThat(failures.failed(new IllegalStateException("user='ada@example.com' <bob@example.org>")))
                .isEqualTo("user='***@***' <***@***>");
        assertThat(failures.failed(new IllegalStateException())).isEqualTo("IllegalStateException");
    }

    @Test
    void check_afterAHundredFromOnePlace_throwsWithTheMaskedCauseAndItsStackTrace() {
        fail(100);

        assertThatThrownBy(failures::check)
                .isInstanceOf(MappingFailedException.class)
                .hasMessageContaining("IllegalStateException: no tier for plan \"plan 99\" of ***@***")
                .hasStackTraceContaining("Caused by: java.lang.IllegalStateException: no tier")
                .hasStackTraceContaining("MapperFailuresTest.thrownAt")
                .satisfies(e -> assertThat(e.getCause()).hasStackTraceContaining("***@***"))
                .satisfies(e -> assertThat(String.valueOf(e.getCause())).doesNotContain("ada"));
    }

    @Test
    void check_whenOnePersonInBetweenWasMapped_doesNotThrow() {
        fail(99);
        failures.mapped();
        fail(99);

        assertThatCode(failures::check).doesNotThrowAnyException();
    }

    @Test
    void check_whenTheExceptionsDiffer_doesNotThrow() {
        for (int i = 0; i < 300; i++) {
            failures.failed(i % 2 == 0 ? thrownAt("gold") : new IllegalArgumentException("another"));
        }

        assertThatCode(failures::check).doesNotThrowAnyException();
    }
}
