package io.tajo.posthog.internal;

import io.tajo.client.JsonObject;
import io.tajo.client.Paginator;
import io.tajo.client.transport.Transport;
import io.tajo.posthog.query.ActorsQuery;
import io.tajo.posthog.query.EventsQuery;
import io.tajo.posthog.query.FunnelQuery;
import io.tajo.posthog.query.FunnelResult;
import io.tajo.posthog.query.HogQl;
import io.tajo.posthog.query.HogQlRows;
import io.tajo.posthog.query.QueryApi;
import io.tajo.posthog.query.RunningQuery;

/** The query route. */
public final class HttpQueries implements QueryApi {
    private final QueryCalls calls;

    /**
     * Creates the area.
     *
     * @param transport sends the calls
     * @param project whom to ask
     */
    public HttpQueries(Transport transport, Project project) {
        this.calls = new QueryCalls(transport, project);
    }

    @Override
    public HogQlRows rows(HogQl query) {
        if (!query.keyset().isEmpty()) return () -> new KeysetRows(calls, query);
        return () -> new PageRows(() -> new PageReader(calls, query)
                .read(limit -> query.text(), query.values())
                .whole());
    }

    @Override
    public RunningQuery start(HogQl query) {
        return running(calls.start(QueryCalls.hogQl(query.text(), query.values()), query.name()));
    }

    @Override
    public RunningQuery running(String id) {
        return new HttpRunningQuery(calls, id);
    }

    @Override
    public FunnelResult funnel(FunnelQuery query) {
        JsonObject body = calls.body(query.toMap(), "funnel");
        return FunnelReader.read(
                body.value("results").orElse(null), body.instant("last_refresh").orElse(null));
    }

    @Override
    public Paginator<JsonObject> actors(ActorsQuery query) {
        return Paginator.perTraversal(() -> new ActorPages(calls, query));
    }

    @Override
    public Paginator<JsonObject> events(EventsQuery query) {
        return Paginator.perTraversal(() -> new EventQueryPages(calls, query));
    }
}
