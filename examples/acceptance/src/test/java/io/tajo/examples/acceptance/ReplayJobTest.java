package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.job.ReplaySync;
import io.tajo.connector.job.ReplayTotal;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.posthog.PersonRecord;
import io.tajo.examples.sandbox.posthog.RecordingRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ReplayJobTest {
    private static SyncFixture stage() {
        SyncFixture stage =
                SyncFixture.open(sandbox -> sandbox.persons(200).untidy(true).seed(4));
        Instant now = stage.sandbox.clock().now();
        List<RecordingRecord> recordings = new ArrayList<>();
        List<PersonRecord> persons = stage.source().persons();
        for (int i = 0; i < persons.size(); i += 3) {
            for (int n = 0; n <= i % 4; n++) {
                Instant start = now.minus(Duration.ofDays(5 + n * 10L));
                recordings.add(new RecordingRecord(
                        "s-" + i + "-" + n, persons.get(i).id(), start, Duration.ofSeconds(30 + i), i, 2L * i, n));
            }
        }
        stage.source().addRecordings(recordings);
        return stage;
    }

    private static Map<String, Object> sums(SyncFixture stage, ToLongFunction<RecordingRecord> what) {
        Instant from = stage.sandbox.clock().now().minus(Duration.ofDays(30));
        return Truth.byAddress(stage.source(), persons -> {
            List<RecordingRecord> own = stage.source().recordings().stream()
                    .filter(recording -> recording.startedAt().isAfter(from))
                    .filter(recording ->
                            persons.stream().anyMatch(person -> person.id().equals(recording.personId())))
                    .toList();
            return own.isEmpty()
                    ? Optional.empty()
                    : Optional.of(String.valueOf(own.stream().mapToLong(what).sum()));
        });
    }

    @Test
    void syncSessionReplays_writesWhatTheRecordingsOfEachPersonAddUpTo() {
        try (SyncFixture stage = stage()) {
            SyncReport report = stage.connector.syncSessionReplays(ReplaySync.last(Duration.ofDays(30)));

            assertThat(Truth.attribute(stage.target(), "REPLAY_COUNT")).isEqualTo(sums(stage, recording -> 1));
            assertThat(Truth.attribute(stage.target(), "REPLAY_SECONDS"))
                    .isEqualTo(sums(stage, recording -> recording.active().toSeconds()));
            assertThat(Truth.attribute(stage.target(), "REPLAY_CLICKS"))
                    .isEqualTo(sums(stage, RecordingRecord::clicks));
            assertThat(Truth.attribute(stage.target(), "REPLAY_KEY_PRESSES"))
                    .isEqualTo(sums(stage, RecordingRecord::keyPresses));
            assertThat(Truth.attribute(stage.target(), "REPLAY_CONSOLE_ERRORS"))
                    .isEqualTo(sums(stage, RecordingRecord::consoleErrors));
            assertThat(stage.target().attributes()).containsEntry("REPLAY_LAST_SEEN", "date");
            assertThat(stage.target().contacts())
                    .as("nobody without recordings becomes a contact")
                    .hasSize((int) report.counts().applied());
        }
    }

    @Test
    void syncSessionReplays_intoNamedAttributes_writesThoseOnly() {
        try (SyncFixture stage = stage()) {
            stage.connector.syncSessionReplays(
                    ReplaySync.last(Duration.ofDays(30)).attribute(ReplayTotal.RECORDINGS, "SESSIONS"));

            assertThat(Truth.attribute(stage.target(), "SESSIONS")).isEqualTo(sums(stage, recording -> 1));
            assertThat(stage.target().attributes()).doesNotContainKey("REPLAY_COUNT");
        }
    }
}
