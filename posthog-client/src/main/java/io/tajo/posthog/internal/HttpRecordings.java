package io.tajo.posthog.internal;

import io.tajo.client.JsonObject;
import io.tajo.client.Paginator;
import io.tajo.client.RateLimitedException;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.RetryTable;
import io.tajo.client.transport.Transport;
import io.tajo.posthog.query.HogQl;
import io.tajo.posthog.query.QueryApi;
import io.tajo.posthog.recordings.RecordingQuery;
import io.tajo.posthog.recordings.RecordingsApi;
import io.tajo.posthog.recordings.ReplayTotals;
import io.tajo.posthog.recordings.SessionRecording;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The recordings route, and what recordings add up to in HogQL. */
public final class HttpRecordings implements RecordingsApi {
    private static final String PERSON = "person_id";

    private static final String LIST = "/api/projects/{project}/session_recordings/";

    private static final String TOTALS = """
            SELECT person_id, count() AS recordings, sum(active_milliseconds) / 1000 AS active_seconds, \
            sum(click_count) AS clicks, sum(keypress_count) AS key_presses, \
            sum(console_error_count) AS console_errors, max(end_time) AS last_seen
            FROM session_replay_events
            WHERE start_time >= toDateTime({from}) AND start_time < toDateTime({to})%s
            GROUP BY person_id""";

    private static final RetryTable RETRY = RetryTable.STANDARD.without(QueryCalls.TOO_LARGE);

    private final Transport transport;
    private final Project project;
    private final QueryApi queries;

    /**
     * Creates the area.
     *
     * @param transport sends the calls
     * @param project whose recordings
     * @param queries asks for totals
     */
    public HttpRecordings(Transport transport, Project project, QueryApi queries) {
        this.transport = transport;
        this.project = project;
        this.queries = queries;
    }

    @Override
    public Paginator<SessionRecording> list(RecordingQuery query) {
        return Paginator.perTraversal(() -> new RecordingPages(offset -> page(query, offset), query.pageSize()));
    }

    @Override
    public Stream<ReplayTotals> totals(Instant from, Instant to) {
        return totals(HogQl.of(TOTALS.formatted("")).keyset(PERSON), from, to);
    }

    @Override
    public Stream<ReplayTotals> totalsAfter(Instant from, Instant to, String personUuid) {
        return totals(HogQl.of(TOTALS.formatted("")).keyset(PERSON).after(personUuid), from, to);
    }

    @Override
    public Stream<ReplayTotals> totals(Instant from, Instant to, Collection<String> personUuids) {
        if (personUuids.isEmpty()) return Stream.empty();
        HogQl query = HogQl.of(TOTALS.formatted(" AND person_id IN {persons}"))
                .bind("persons", List.copyOf(personUuids))
                .keyset(PERSON);
        return totals(query, from, to);
    }

    private Stream<ReplayTotals> totals(HogQl query, Instant from, Instant to) {
        if (!from.isBefore(to))
            throw new IllegalArgumentException("the time ends before it starts: " + from + " to " + to);
        HogQl bound = query.bind("from", from.truncatedTo(ChronoUnit.MICROS).toString())
                .bind("to", to.truncatedTo(ChronoUnit.MICROS).toString())
                .aggregate()
                .named("recording totals");
        return queries.rows(bound).stream().map(RecordingReader::totals);
    }

    private JsonObject page(RecordingQuery query, long offset) {
        HttpCall call = HttpCall.get(RouteGroups.ANALYTICS, LIST)
                .path("project", project.id())
                .query("limit", query.pageSize())
                .query("offset", offset)
                .query("order", query.order())
                .query("order_direction", query.isAscending() ? "ASC" : "DESC")
                .query("date_from", millis(query.from()))
                .query("date_to", millis(query.to()))
                .query("person_uuid", query.personUuid())
                .query("distinct_ids", JsonParameter.list(query.distinctIds()))
                .query("session_ids", JsonParameter.list(query.sessionIds()))
                .query("properties", JsonParameter.filters(query.filters()))
                .retryTable(RETRY)
                .build();
        try {
            return Json.object(transport.send(call));
        } catch (RateLimitedException e) {
            if (!e.failure().detail().toLowerCase(Locale.ROOT).contains("timeout")) throw e;
            throw new RateLimitedException(
                    e.failure()
                            .withNextStep("The query took too long, for all that PostHog calls it throttled: ask for a "
                                    + "shorter time, or for one person."),
                    e.retryAfter());
        }
    }

    private static @Nullable Instant millis(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }
}
