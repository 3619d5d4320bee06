package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.job.PersonSync;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The way that changes take is the one that costs less under the quotas that are left. */
@Timeout(120)
class WaysTest {
    private static final int PERSONS = 80;
    private static final int LOOKS_AN_HOUR = 100;

    @Test
    void withLooksLeft_eightyPersonsAreImported() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(PERSONS))) {
            assertThat(stage.sync().outcome()).isEqualTo(SyncOutcome.FINISHED);

            assertThat(stage.target().imports()).isEqualTo(1);
        }
    }

    @Test
    void withoutLooks_theSamePersonsAreUpserted_ratherThanLeftForAnHour() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(PERSONS))) {
            for (int i = 0; i < LOOKS_AN_HOUR - 1; i++) stage.brevo.account().get();
            long expected = stage.connector.preview(PersonSync.all()).created();

            SyncReport report = stage.sync();

            assertThat(report.outcome()).as(report.summary()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(report.counts().applied()).isEqualTo(expected);
            assertThat(stage.target().imports()).isZero();
            assertThat(Expected.held(stage.target().contacts())).isEqualTo(Expected.contacts(stage.source()));
        }
    }
}
