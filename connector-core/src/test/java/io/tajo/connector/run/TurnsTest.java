package io.tajo.connector.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.QuerySync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.Notes;
import io.tajo.connector.report.SyncReport;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Pass PERSONS =
            new Pass(List.of(PersonSync.all(), CohortSync.of(43).intoList(1)));
    private static final Pass BUYERS = query("buyers");
    private static final Pass VISITORS = query("visitors");
    private static final Pass EVENTS = Pass.of(EventSync.of("bought"));
    private static final List<Pass> ALL = List.of(PERSONS, BUYERS, VISITORS, EVENTS);

    private final Notes notes = Notes.none();

    private static Pass query(String name) {
        return Pass.of(QuerySync.hogQl("SELECT email, plan FROM persons")
                .map("plan", "PLAN")
                .named(name));
    }

    /** A run that a quota ends at a job; the jobs after it are paused too. */
    private List<Pass> runPausedAt(Pass paused) {
        Turns turns = new Turns(notes);
        List<Pass> order = turns.order(ALL);
        List<SyncReport> parts = order.stream()
                .flatMap(pass -> pass.jobs().stream()
                        .map(job -> order.indexOf(pass) < order.indexOf(paused) ? finished(job) : pausedReport(job)))
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

        assertThat(runPausedAt(BUYERS)).containsExactly(BUYERS, VISITORS, PERSONS, EVENTS);
        assertThat(new Turns(notes).order(ALL)).startsWith(VISITORS);
    }

    @Test
    void order_whenItIsTheTurnOfEvents_runsPersonsBefore() {
        runPausedAt(VISITORS);

        assertThat(new Turns(notes).order(ALL)).containsExactly(PERSONS, EVENTS, BUYERS, VISITORS);
    }

    @Test
    void order_afterARunThatEnded_isAsGivenAgain() {
        runPausedAt(PERSONS);
        Turns turns = new Turns(notes);
        List<SyncReport> all = turns.order(ALL).stream()
                .flatMap(pass -> pass.jobs().stream())
                .map(TurnsTest::finished)
                .toList();

        turns.end(SyncReport.over(all, NOW, NOW));

        assertThat(new Turns(notes).order(ALL)).isEqualTo(ALL);
    }

    @Test
    void order_whenTheJobIsNoLongerThere_isAsGiven() {
        runPausedAt(PERSONS);

        assertThat(new Turns(notes).order(List.of(PERSONS, VISITORS))).containsExactly(PERSONS, VISITORS);
    }
}
