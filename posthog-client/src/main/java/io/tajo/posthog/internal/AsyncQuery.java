package io.tajo.posthog.internal;

import io.tajo.client.CallInterruptedException;
import io.tajo.client.ClientException;
import io.tajo.client.DecodingException;
import io.tajo.client.InvalidRequestException;
import io.tajo.client.JsonObject;
import io.tajo.client.transport.Answer;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.Redaction;
import io.tajo.client.transport.Transport;
import io.tajo.posthog.query.QueryFailedException;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A query that PostHog computes in its own time: looked at now and then, until it is there. */
final class AsyncQuery {
    private static final Logger LOG = LoggerFactory.getLogger(AsyncQuery.class);
    private static final String ROUTE = "/api/projects/{project}/query/{query}/";
    /** Ten minutes: PostHog itself gives up before. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration FIRST_LOOK = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Transport transport;
    private final Project project;
    private final String id;

    AsyncQuery(Transport transport, Project project, String id) {
        if (id.isEmpty()) throw new DecodingException("PostHog took a query in and gave it no id. Try again.");
        this.transport = transport;
        this.project = project;
        this.id = id;
    }

    QueryPage await() {
        Instant latest = transport.settings().clock().instant().plus(PATIENCE);
        Duration pause = FIRST_LOOK;
        try {
            while (transport.settings().clock().instant().isBefore(latest)) {
                sleep(pause);
                Answer answer = look();
                if (answer.status() != 202) return complete(answer);
                pause = min(pause.multipliedBy(3).dividedBy(2), LONGEST_PAUSE);
            }
        } catch (InvalidRequestException e) {
            throw new QueryFailedException("PostHog could not compute a query: "
                    + e.failure().detail() + " Look for it in PostHog's query log, and narrow it.");
        }
        cancel();
        throw new QueryFailedException("PostHog has not finished a query within " + PATIENCE.toMinutes()
                + " minutes; it was cancelled. Narrow it: fewer days, fewer columns.");
    }

    private Answer look() {
        return transport.send(call(HttpCall.get(RouteGroups.QUERY, ROUTE)));
    }

    private HttpCall call(HttpCall.Builder builder) {
        return builder.path("project", project.id()).path("query", id).build();
    }

    private static QueryPage complete(Answer answer) {
        try {
            return new QueryPage(Json.rows(answer, "query_status", "results", "results"));
        } catch (DecodingException e) {
            JsonObject status = Json.object(answer).object("query_status").orElse(JsonObject.empty());
            String reason = status.text("error_message").map(Redaction::clean).orElse("");
            if (reason.isEmpty()) throw e;
            throw new QueryFailedException("PostHog could not compute a query: " + reason + " Narrow it.");
        }
    }

    private void cancel() {
        try {
            transport.send(call(HttpCall.write("DELETE", RouteGroups.QUERY, ROUTE)));
        } catch (ClientException e) {
            LOG.debug("a query that took too long could not be cancelled and runs on", e);
        }
    }

    private void sleep(Duration pause) {
        try {
            transport.settings().sleeper().sleep(pause);
        } catch (InterruptedException e) {
            throw new CallInterruptedException("waiting for a query", e);
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
