package io.tajo.posthog.internal;

import io.tajo.client.BodyTooLargeException;
import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.RetryTable;
import io.tajo.client.transport.Transport;
import io.tajo.posthog.events.Event;
import io.tajo.posthog.events.EventQuery;
import io.tajo.posthog.properties.PropertyFilter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks for one page of a query's events between two times; a page too large is asked for in halves. For one thread. */
final class EventCalls {
    private static final String LIST = "/api/projects/{project}/events/";
    /** Exactly this: PostHog takes any other list, even one that only says more, as oldest first. */
    private static final List<String> NEWEST_FIRST = List.of("-timestamp");

    private static final RetryTable RETRY = RetryTable.STANDARD.without(QueryCalls.TOO_LARGE);

    private final Transport transport;
    private final Project project;
    private final EventQuery query;
    private int limit;

    EventCalls(Transport transport, Project project, EventQuery query) {
        this.transport = transport;
        this.project = project;
        this.query = query;
        this.limit = query.pageSize();
    }

    /** The query's own bounds. */
    List<Event> newest() {
        return page(query.after(), query.before(), Optional.empty());
    }

    /** Those before a time, itself left out. */
    List<Event> before(Instant time) {
        return page(query.after(), time, Optional.empty());
    }

    /** Those before a time that meet a condition. */
    List<Event> before(Instant time, PropertyFilter condition) {
        return page(query.after(), time, Optional.of(condition));
    }

    /** Those of exactly one time that meet a condition. */
    List<Event> at(Instant time, PropertyFilter condition) {
        return page(time.minus(1, ChronoUnit.MICROS), time.plus(1, ChronoUnit.MICROS), Optional.of(condition));
    }

    private List<Event> page(@Nullable Instant after, @Nullable Instant before, Optional<PropertyFilter> condition) {
        while (true) {
            try {
                return ask(after, before, condition);
            } catch (BodyTooLargeException e) {
                if (limit == 1) throw e;
                limit /= 2;
            }
        }
    }

    private List<Event> ask(@Nullable Instant after, @Nullable Instant before, Optional<PropertyFilter> condition) {
        List<PropertyFilter> filters = new ArrayList<>(query.filters());
        condition.ifPresent(filters::add);
        HttpCall call = HttpCall.get(RouteGroups.ANALYTICS, LIST)
                .path("project", project.id())
                .query("limit", limit)
                .query("orderBy", JsonParameter.list(NEWEST_FIRST))
                .query("after", after == null ? null : after.truncatedTo(ChronoUnit.MICROS))
                .query("before", before == null ? null : upToMicros(before))
                .query("event", query.event())
                .query("person_id", query.personId())
                .query("distinct_id", query.distinctId())
                .query("properties", JsonParameter.filters(filters))
                .query("include_person", query.includesPerson() ? true : null)
                .retryTable(RETRY)
                .build();
        JsonObject body = Json.object(transport.send(call));
        if (body.list("results").isEmpty()) {
            throw new DecodingException(
                    "PostHog's answer to GET " + LIST + " holds no results. Check that the host is a PostHog.");
        }
        return body.objects("results").stream().map(EventReader::read).toList();
    }

    /** PostHog's times end at the microsecond; cut off, the bound would leave out an event that lies before it. */
    private static Instant upToMicros(Instant time) {
        Instant cut = time.truncatedTo(ChronoUnit.MICROS);
        return cut.equals(time) ? time : cut.plus(1, ChronoUnit.MICROS);
    }
}
