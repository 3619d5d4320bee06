package io.tajo.connector.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.Notes;
import io.tajo.connector.report.SyncReport;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final SyncJob PERSONS = PersonSync.all();
    private static final SyncJob COHORTS = CohortSync.of(43).intoList(1);
    private static final SyncJob FLAGS = FlagSync.of("beta").toAttribute("BETA");
    private static final SyncJob EVENTS = EventSync.of("bought");
    private static final List<SyncJob> ALL = List.of(PERSONS, COHORTS, FLAGS, EVENTS);

    private final Notes notes = Notes.none();

    /** A run that a quota ends at a job; the jobs after it are paused too. */
    private List<SyncJob> runPausedAt(SyncJob paused) {
        Turns turns = new Turns(notes);
        List<SyncJob> order = turns.order(ALL);
        List<SyncReport> parts = order.stream()
                .map(job -> order.indexOf(job) < order.indexOf(paused) ? finished(job) : pausedReport(job))
                .toList();
        turns.end(SyncReport.over(parts, NOW, NOW));
        return order;
    }

    private static SyncReport finished(SyncJob job) {
        return SyncReport.builder(job.name(), NOW).build();
    }

    private static SyncReport pausedReport(SyncJob job) {
        return SyncReport.builder(job.name(), NOW).paused(NOW, "quota").build();
    }

    @Test
    void order_withoutNotes_isAsGiven() {
        assertThat(new Turns(notes).order(ALL)).isEqualTo(ALL);
    }

    @Test
    void order_beginsWithTheJobAfterTheOneThatTheQuotaEndedAt() {
        runPausedAt(PERSONS);

        assertThat(runPausedAt(COHORTS)).containsExactly(COHORTS, FLAGS, PERSONS, EVENTS);
        assertThat(new Turns(notes).order(ALL)).startsWith(FLAGS);
    }

    @Test
    void order_whenItIsTheTurnOfEvents_runsPersonsBefore() {
        runPausedAt(FLAGS);

        assertThat(new Turns(notes).order(ALL)).containsExactly(PERSONS, EVENTS, COHORTS, FLAGS);
    }

    @Test
    void order_afterARunThatEnded_isAsGivenAgain() {
        runPausedAt(PERSONS);
        Turns turns = new Turns(notes);
        List<SyncReport> all =
                turns.order(ALL).stream().map(TurnsTest::finished).toList();

        turns.end(SyncReport.over(all, NOW, NOW));

        assertThat(new Turns(notes).order(ALL)).isEqualTo(ALL);
    }

    @Test
    void order_whenTheJobIsNoLongerThere_isAsGiven() {
        runPausedAt(PERSONS);

        assertThat(new Turns(notes).order(List.of(PERSONS, FLAGS))).containsExactly(PERSONS, FLAGS);
    }
}
