package io.tajo.posthog.internal;

import io.tajo.client.CallInterruptedException;
import io.tajo.client.ClientException;
import io.tajo.client.ClientSettings;
import io.tajo.client.DecodingException;
import io.tajo.client.InvalidRequestException;
import io.tajo.client.JsonObject;
import io.tajo.client.ServerException;
import io.tajo.client.transport.Answer;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.Redaction;
import io.tajo.posthog.query.HogQl;
import io.tajo.posthog.query.HogQlRows;
import io.tajo.posthog.query.QueryFailedException;
import io.tajo.posthog.query.RunningQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A query that PostHog computes in its own time: looked at now and then, until it is there. */
final class HttpRunningQuery implements RunningQuery {
    private static final Logger LOG = LoggerFactory.getLogger(HttpRunningQuery.class);
    /** Ten minutes: PostHog itself gives up before. */
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private static final Duration FIRST_LOOK = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final QueryCalls calls;
    private final ClientSettings settings;
    private final String id;
    private final OptionalLong limit;

    /** Finds a query again. What it asked for is not known: rows that were cut do not show. */
    HttpRunningQuery(QueryCalls calls, String id) {
        this(calls, id, OptionalLong.of(HogQl.MAX_PAGE_SIZE));
    }

    HttpRunningQuery(QueryCalls calls, String id, OptionalLong limit) {
        if (id.isEmpty()) throw new DecodingException("PostHog took a query in and gave it no id. Try again.");
        this.calls = calls;
        this.settings = calls.transport().settings();
        this.id = id;
        this.limit = limit;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<HogQlRows> poll() {
        return look().map(HttpRunningQuery::page).map(this::rows);
    }

    @Override
    public HogQlRows await(Duration timeout) {
        return rows(page(answer(timeout)));
    }

    @Override
    public void cancel() {
        calls.cancel(id);
    }

    /** Waits for rows. */
    QueryPage page() {
        return page(answer(TIMEOUT));
    }

    /** Waits for an answer that is not made of rows. */
    JsonObject body() {
        JsonObject status = status(answer(TIMEOUT));
        failIfFailed(status);
        return status.object("results")
                .orElseThrow(() -> new DecodingException("PostHog finished a query and sent no result. Try again."));
    }

    private Answer answer(Duration timeout) {
        Instant latest = settings.clock().instant().plus(timeout);
        Duration pause = FIRST_LOOK;
        while (settings.clock().instant().isBefore(latest)) {
            sleep(pause);
            Optional<Answer> answer = look();
            if (answer.isPresent()) return answer.get();
            pause = min(pause.multipliedBy(3).dividedBy(2), LONGEST_PAUSE);
        }
        giveUp();
        throw new QueryFailedException("PostHog has not finished a query within " + timeout.toSeconds() + " s"
                + "; it was cancelled. Narrow it: fewer days, fewer columns.");
    }

    private Optional<Answer> look() {
        try {
            Answer answer = calls.look(id);
            return answer.status() == 202 ? Optional.empty() : Optional.of(answer);
        } catch (InvalidRequestException e) {
            throw failed(e.failure().detail());
        } catch (ServerException e) {
            // PostHog answers 500 where a query failed without a reason, and the same again however often it is asked.
            if (e.status() != 500) throw e;
            throw failed(e.failure().detail());
        }
    }

    private static void failIfFailed(JsonObject status) {
        String reason = status.text("error_message").orElse("");
        if (!reason.isEmpty() || status.bool("error").orElse(false)) throw failed(Redaction.clean(reason));
    }

    private static JsonObject status(Answer answer) {
        return Json.object(answer).object("query_status").orElse(JsonObject.empty());
    }

    private static QueryPage page(Answer answer) {
        try {
            return new QueryPage(Json.rows(answer, "query_status", "results", "results"));
        } catch (DecodingException e) {
            failIfFailed(status(answer));
            throw e;
        }
    }

    private HogQlRows rows(QueryPage page) {
        return () -> new PageRows(() -> page.whole(limit));
    }

    private static QueryFailedException failed(String reason) {
        return new QueryFailedException(
                "PostHog could not compute a query: " + (reason.isEmpty() ? "no reason given." : reason)
                        + " Look for it in PostHog's query log, and narrow it.");
    }

    private void giveUp() {
        try {
            cancel();
        } catch (ClientException e) {
            LOG.debug("a query that took too long could not be cancelled and runs on", e);
        }
    }

    private void sleep(Duration pause) {
        try {
            settings.sleeper().sleep(pause);
        } catch (InterruptedException e) {
            throw new CallInterruptedException("waiting for a query", e);
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
