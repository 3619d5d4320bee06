package io.tajo.connector.read;

import io.tajo.client.JsonObject;
import io.tajo.client.ServerException;
import io.tajo.posthog.query.HogQl;
import io.tajo.posthog.query.QueryApi;
import io.tajo.posthog.query.QueryFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Counts events by person over a window of time. A window that is too much for PostHog, even asynchronously, is split:
 * an aggregate scans all of its window, whatever its LIMIT.
 */
final class ActivityReader {
    private static final String TEXT = "SELECT person_id AS id, count() AS total_events, max(timestamp) AS last_seen "
            + "FROM events WHERE timestamp >= toDateTime({since}) AND timestamp < toDateTime({until}) "
            + "GROUP BY person_id";
    /** A day: if PostHog can't count one day's events, no smaller piece will help. */
    private static final Duration SMALLEST_WINDOW = Duration.ofDays(1);

    private final QueryApi query;

    ActivityReader(QueryApi query) {
        this.query = query;
    }

    /** Opens the window in as few streams as PostHog can answer. */
    List<ActivityStream> open(Instant since, Instant until) {
        List<ActivityStream> streams = new ArrayList<>();
        open(since, until, streams);
        return streams;
    }

    private void open(Instant since, Instant until, List<ActivityStream> streams) {
        try {
            streams.add(new ActivityStream(rows(since, until)));
        } catch (ServerException | QueryFailedException tooMuch) {
            Duration half = Duration.between(since, until).dividedBy(2);
            boolean mayFit = !(tooMuch instanceof ServerException failure) || failure.status() >= 504;
            if (!mayFit || half.compareTo(SMALLEST_WINDOW) < 0) throw tooMuch;
            open(since, since.plus(half), streams);
            open(since.plus(half), until, streams);
        }
    }

    private Iterator<JsonObject> rows(Instant since, Instant until) {
        return query.rows(HogQl.of(TEXT)
                        .bind("since", since.toString())
                        .bind("until", until.toString())
                        .keyset("id")
                        .named("activity by person")
                        .aggregate())
                .iterator();
    }
}
