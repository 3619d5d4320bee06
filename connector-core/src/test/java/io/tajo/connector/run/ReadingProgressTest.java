package io.tajo.connector.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.destination.ContactSnapshot;
import io.tajo.connector.destination.ValueMarks;
import io.tajo.connector.job.Mirror;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.Notes;
import io.tajo.connector.plan.MirrorTracker;
import io.tajo.connector.source.ReadPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReadingProgressTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String WHAT = "persons with a name";
    private static final ReadPosition HALF = new ReadPosition(Optional.of("0190-ABCD"), List.of("p1"));
    private static final ContactKey WAITING = new ContactKey(20_000, 0);

    private final Notes notes = Notes.none();

    private static ContactSnapshot snapshot() {
        return new ContactSnapshot(new ValueMarks(Map.of(), 1));
    }

    private static MirrorTracker mirrors() {
        return new MirrorTracker(Map.of(25L, Mirror.careful()));
    }

    /** Saves a reading that has met 20,001 contacts, one of them waiting, of which three belong in a list. */
    private void pause() {
        ContactSnapshot snapshot = snapshot();
        for (long key = 0; key <= 20_000; key++) snapshot.meet(key);
        MirrorTracker mirrors = mirrors();
        for (long key : new long[] {3, 5, -7}) mirrors.restore(25, key);
        ReadingProgress.of(notes, WHAT, NOW).save(HALF, snapshot, mirrors, Set.of(WAITING.high()));
    }

    @Test
    void of_aReadingThatWasPaused_goesOnThereWithAllThatItHasFound() {
        pause();

        ReadingProgress progress = ReadingProgress.of(notes, WHAT, NOW.plus(Duration.ofHours(1)));
        ContactSnapshot snapshot = snapshot();
        MirrorTracker mirrors = mirrors();
        Set<Long> open = new TreeSet<>();
        progress.restore(snapshot, mirrors, open::addAll);

        assertThat(progress.position()).isEqualTo(new ReadPosition(Optional.of("0190-ABCD"), List.of("p1")));
        assertThat(progress.since()).isEqualTo(NOW);
        for (long key = 0; key < 20_000; key++)
            assertThat(snapshot.hasMet(new ContactKey(key, 0))).isTrue();
        assertThat(open).containsExactly(WAITING.high());
        Set<Long> members = new TreeSet<>();
        mirrors.forEachMember(25, members::add);
        assertThat(members).containsExactly(-7L, 3L, 5L);
    }

    @Test
    void of_somethingElse_begins() {
        pause();

        ReadingProgress progress = ReadingProgress.of(notes, "persons with a plan", NOW);

        assertThat(progress.position()).isEqualTo(ReadPosition.BEGINNING);
        assertThat(progress.remark()).isEmpty();
    }

    @Test
    void of_aReadingThatBeganAWeekAgo_begins() {
        pause();

        ReadingProgress progress = ReadingProgress.of(notes, WHAT, NOW.plus(Duration.ofDays(7)));

        assertThat(progress.position()).isEqualTo(ReadPosition.BEGINNING);
        assertThat(progress.since()).isEqualTo(NOW.plus(Duration.ofDays(7)));
    }

    @Test
    void of_aReadingThatWasSavedInPart_begins() {
        pause();
        notes.remove("after");

        assertThat(ReadingProgress.of(notes, WHAT, NOW).position()).isEqualTo(ReadPosition.BEGINNING);
    }

    @Test
    void save_beforeTheFirstPerson_remembersNothing() {
        ReadingProgress.of(notes, WHAT, NOW).save(ReadPosition.BEGINNING, snapshot(), mirrors(), Set.of());

        assertThat(notes.all()).isEmpty();
    }

    @Test
    void clear_leavesNothing() {
        pause();

        ReadingProgress.of(notes, WHAT, NOW).clear();

        assertThat(notes.all()).isEmpty();
    }
}
