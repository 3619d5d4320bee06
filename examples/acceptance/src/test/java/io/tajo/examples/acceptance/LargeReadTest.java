package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.Service;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reads that PostHog can't finish at once, and imports that do not fit into one. */
@Timeout(120)
class LargeReadTest {
    private static final String QUERY = "POST /api/projects/{project}/query/";

    @Test
    void countsThatAreTooMuchEvenAsynchronously_areAddedUpFromSmallerWindows() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(60))) {
            // The second and third queries count the events of the year, first at once and then in PostHog's own time.
            stage.sandbox
                    .faults()
                    .add(Fault.on(Service.POSTHOG).route(QUERY).skip(1).times(2).status(504));

            SyncReport report = stage.sync();

            assertThat(report.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(stage.sandbox.faults().fired()).isEqualTo(2);
            assertThat(Expected.held(stage.target().contacts())).isEqualTo(Expected.contacts(stage.source()));
        }
    }

    @Test
    void personsPagesThatAreTooMuch_areReadInHalvesAndNobodyIsLost() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(60))) {
            // Behind one query for shared addresses and two for the events' counts come the persons.
            stage.sandbox
                    .faults()
                    .add(Fault.on(Service.POSTHOG).route(QUERY).skip(2).times(4).status(512));

            SyncReport report = stage.sync();

            assertThat(report.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(stage.source().queries())
                    .anyMatch(query -> query.contains("FROM persons") && query.endsWith("LIMIT 6250"));
            assertThat(Expected.held(stage.target().contacts())).isEqualTo(Expected.contacts(stage.source()));
        }
    }

    @Test
    void moreThanOneImportHolds_goesInSeveral() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox)) {
            for (int i = 0; i < 180; i++) {
                stage.person(Map.of("email", "p" + i + "@example.com", "company", "é".repeat(50_000) + i));
            }

            SyncReport report = stage.sync();

            // Rows of 100,000 bytes, though of half as many characters: 79 fit below eight million, and the last 22 are
            // cheaper to upsert.
            assertThat(stage.target().imports()).isEqualTo(2);
            assertThat(report.counts().applied()).isEqualTo(180);
            assertThat(Expected.held(stage.target().contacts())).isEqualTo(Expected.contacts(stage.source()));
        }
    }

    @Test
    void aRowThatIsTooLargeForAnyImport_failsAlone() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(60))) {
            stage.person(Map.of("email", "huge@example.com", "company", "x".repeat(8_000_000)));

            SyncReport report = stage.sync();

            assertThat(report.counts().applied()).isEqualTo(60);
            assertThat(report.reasons()).containsOnly(Map.entry("larger than Brevo takes in one import", 1L));
        }
    }
}
