package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.ConnectorBuilder;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.mapping.Profile;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A mapper that fails for every person is one failure of the run; one that fails for some rejects these. */
@Timeout(60)
class BrokenMapperTest {
    private static ConnectorBuilder failingFor(ConnectorBuilder connector, int every) {
        int[] met = {0};
        return connector.mapping(FieldMapping.builder()
                .compute("TIER", person -> {
                    if (met[0]++ % every == 0 && person.text("email").isPresent()) throw problem(person);
                    return "gold";
                })
                .build());
    }

    private static IllegalStateException problem(Profile person) {
        Optional<String> address = person.text("email");
        return new IllegalStateException("no tier \"gold\" for " + address.orElse("nobody"));
    }

    @Test
    void aMapperThatFailsForEveryPerson_failsTheRunWithAReadableReason() {
        try (SyncFixture stage =
                SyncFixture.open(sandbox -> sandbox.persons(400), connector -> failingFor(connector, 1))) {
            SyncReport report = stage.sync();

            assertThat(report.outcome()).isEqualTo(SyncOutcome.FAILED);
            assertThat(report.failure())
                    .hasValueSatisfying(why -> assertThat(why)
                            .contains("100 persons in a row", "IllegalStateException", "no tier \"gold\" for ***@***"));
            assertThat(stage.target().contacts()).isEmpty();
            assertThat(report.counts().read())
                    .isEqualTo(report.counts().rejected() + report.counts().skipped());
        }
    }

    @Test
    void aMapperThatFailsForSome_rejectsThese() {
        try (SyncFixture stage =
                SyncFixture.open(sandbox -> sandbox.persons(400), connector -> failingFor(connector, 3))) {
            SyncReport report = stage.sync();

            assertThat(report.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(report.counts().rejected()).isBetween(120L, 140L);
            assertThat(report.counts().applied()).isBetween(260L, 280L);
            assertThat(report.reasons()).containsKey("no tier \"gold\" for ***@***");
        }
    }
}
