package io.tajo.connector.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.ledger.Notes;
import io.tajo.connector.mapping.SourceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventCoverageTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final Notes notes = Notes.none();

    private void ran(Instant from, Instant forgottenUntil, String... events) {
        EventCoverage.note(notes, "job", from, forgottenUntil, Set.of(events));
    }

    private boolean covers(String name, Instant takenIn) {
        return EventCoverage.of(notes)
                .covers(new SourceEvent("u", name, takenIn, takenIn, Optional.empty(), Map.of(), Optional.empty()));
    }

    @Test
    void covers_whatAJobHasSentSinceItsBeginning_andForgotten() {
        ran(BEGIN, BEGIN.minus(Duration.ofDays(30)), "bought");
        assertThat(covers("bought", BEGIN)).isFalse();

        ran(BEGIN.plus(Duration.ofDays(60)), BEGIN.plus(Duration.ofDays(30)), "bought");

        assertThat(covers("bought", BEGIN)).isTrue();
        assertThat(covers("bought", BEGIN.plus(Duration.ofDays(29)))).isTrue();
        assertThat(covers("bought", BEGIN.minusSeconds(1))).isFalse();
        assertThat(covers("bought", BEGIN.plus(Duration.ofDays(30)))).isFalse();
        assertThat(covers("seen", BEGIN)).isFalse();
    }

    @Test
    void covers_aJobWithMoreEventsThanBefore_eachSinceItIsSent() {
        ran(BEGIN, BEGIN, "bought");
        Instant later = BEGIN.plus(Duration.ofDays(50));

        ran(later, BEGIN.plus(Duration.ofDays(20)), "bought", "seen");

        assertThat(covers("bought", BEGIN)).isTrue();
        assertThat(covers("seen", BEGIN)).isFalse();
        ran(later.plus(Duration.ofDays(60)), later.plus(Duration.ofDays(30)), "bought", "seen");
        assertThat(covers("seen", later)).isTrue();
    }
}
