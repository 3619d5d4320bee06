package io.tajo.connector.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SyncReportTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private static SyncReportBuilder builder() {
        return SyncReport.builder("persons", START)
                .duration(Duration.ofMillis(4_250))
                .counts(new SyncCounts(2_100, 1_000, 3, 4, 5, 1_080, 6, 2))
                .reasons(Map.of("no address", 5L))
                .createdAttributes(Set.of("PLAN"))
                .calls(new CallCounts(Map.of("Brevo contacts", 12L), 1, Duration.ofMillis(500)));
    }

    @Test
    void counts_thatDoNotAddUp_areRefused() {
        assertThatThrownBy(() -> new SyncCounts(10, 1, 1, 1, 1, 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10 persons were read, but 7 accounted for");
    }

    @Test
    void summary_saysForPeopleWhatHappened() {
        assertThat(builder().build().summary()).isEqualTo("""
                persons: finished in 4.3 s
                  read               2,100
                  changed            1,088 (1,080 applied, 6 pending, 2 failed)
                  unchanged          1,000
                  merged                 3 (same address or event as another)
                  rejected               4
                  skipped                5
                  reasons:
                             5  no address
                  created attributes: PLAN
                  calls:
                            12  Brevo contacts
                  waited 0.5 s for quotas, 1 calls throttled""");
    }

    @Test
    void paused_saysUntilWhen() {
        SyncReport report =
                builder().paused(START.plusSeconds(60), "The quota is used up.").build();

        assertThat(report.summary())
                .startsWith("persons: paused until 2026-01-02T03:05:05Z in")
                .contains("The quota is used up.");
        assertThat(report.resumeAt()).hasValue(START.plusSeconds(60));
    }

    @Test
    void toJson_holdsTheSameNumbers() {
        assertThat(builder().failed("PostHog \"broke\"").build().toJson())
                .contains("\"job\" : \"persons\"")
                .contains("\"outcome\" : \"FAILED\"")
                .contains("\"failure\" : \"PostHog \\\"broke\\\"\"")
                .contains("\"read\" : 2100")
                .contains("\"changed\" : 1088")
                .contains("\"durationMillis\" : 4250")
                .contains("\"no address\" : 5");
    }
}
