package io.tajo.connector.source;

import io.tajo.client.JsonObject;
import io.tajo.client.ServerException;
import io.tajo.posthog.query.HogQl;
import io.tajo.posthog.query.QueryApi;
import io.tajo.posthog.query.QueryFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts events by person over a window of time. A window that is too much for PostHog, even asynchronously, is split:
 * an aggregate scans all of its window, whatever its LIMIT.
 */
final class ActivityReader {
    /** A day: if PostHog can't count one day's events, no smaller piece will help. */
    private static final Duration SMALLEST_WINDOW = Duration.ofDays(1);

    private final QueryApi query;
    private final PersonRange range;

    ActivityReader(QueryApi query, PersonRange range) {
        this.query = query;
        this.range = range;
    }

    /** Opens the window in as few streams as PostHog can answer. */
    List<ActivityStream> open(ActivityQuestion question) {
        List<ActivityStream> streams = new ArrayList<>();
        open(question, streams);
        return streams;
    }

    private void open(ActivityQuestion question, List<ActivityStream> streams) {
        try {
            streams.add(new ActivityStream(rows(question).iterator()));
        } catch (ServerException | QueryFailedException tooMuch) {
            Duration half = Duration.between(question.since(), question.until()).dividedBy(2);
            boolean mayFit = !(tooMuch instanceof ServerException failure) || failure.status() >= 504;
            if (!mayFit || half.compareTo(SMALLEST_WINDOW) < 0) throw tooMuch;
            Instant middle = question.since().plus(half);
            open(question.between(question.since(), middle), streams);
            open(question.between(middle, question.until()), streams);
        }
    }

    private Iterable<JsonObject> rows(ActivityQuestion question) {
        HogQl text = range.narrow(
                "person_id",
                condition -> HogQl.of(question.text(condition))
                        .bind("since", question.since().toString())
                        .bind("until", question.until().toString())
                        .keyset("id")
                        .named("activity by person")
                        .aggregate());
        Instant recently = question.recently();
        return query.rows(recently == null ? text : text.bind("recently", recently.toString()));
    }
}
