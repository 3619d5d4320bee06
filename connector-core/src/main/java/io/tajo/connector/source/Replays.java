package io.tajo.connector.source;

import io.tajo.connector.job.ReplayTotal;
import io.tajo.posthog.recordings.ReplayTotals;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The totals of persons' recordings. For one thread. */
final class Replays implements Enrichment {
    private final MergeCursor<ReplayTotals> rows;

    Replays(Iterator<ReplayTotals> totals) {
        this.rows = new MergeCursor<>("session recordings", totals, ReplayTotals::personId);
    }

    @Override
    public Set<String> fields() {
        return Set.copyOf(ReplayJob.fields());
    }

    @Override
    public Map<String, Object> of(String person) {
        return rows.of(person).map(Replays::fields).orElse(Map.of());
    }

    private static Map<String, Object> fields(ReplayTotals totals) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(ReplayTotal.RECORDINGS.field(), totals.recordings());
        fields.put(ReplayTotal.ACTIVE_SECONDS.field(), totals.activeTime().toSeconds());
        fields.put(ReplayTotal.CLICKS.field(), totals.clicks());
        fields.put(ReplayTotal.KEY_PRESSES.field(), totals.keyPresses());
        fields.put(ReplayTotal.CONSOLE_ERRORS.field(), totals.consoleErrors());
        if (totals.lastSeen() != null) fields.put(ReplayTotal.LAST_SEEN.field(), totals.lastSeen());
        return fields;
    }
}
