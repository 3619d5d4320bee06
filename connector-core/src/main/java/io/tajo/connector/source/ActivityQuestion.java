package io.tajo.connector.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What to count of persons' events.
 *
 * @param since the beginning of the window, included
 * @param until its end, excluded
 * @param recently from when on an event counts as recent; null if it is not asked for
 */
record ActivityQuestion(
        Instant since, Instant until, @Nullable Instant recently) {

    ActivityQuestion between(Instant from, Instant to) {
        return new ActivityQuestion(from, to, recently);
    }

    /** Returns the query's text; its WHERE ends with a further condition. */
    String text(String condition) {
        return "SELECT person_id AS id, count() AS total_events, max(timestamp) AS last_seen"
                + (recently == null ? "" : ", countIf(timestamp >= toDateTime({recently})) AS recent_events")
                + " FROM events WHERE timestamp >= toDateTime({since}) AND timestamp < toDateTime({until})"
                + condition + " GROUP BY person_id";
    }
}
