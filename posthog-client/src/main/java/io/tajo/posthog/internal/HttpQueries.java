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
     * @param project the project to ask
     */
    public HttpQueries(Transport transport, Project project) {
        this.calls = new QueryCalls(transport, project);
    }

    @Override
    public HogQlRows rows(HogQl query) {
        if (!query.keyset().isEmpty()) return () -> new KeysetRows(calls, query);
        refuseIfCut(query, "Read it by columns that are unique together, keyset(\"id\")");
        return () -> new PageRows(() -> new PageReader(calls, query)
                .read(limit -> query.text(), query.values())
                .whole(query.limit()));
    }

    private static void refuseIfCut(HogQl query, String wayOut) {
        long limit = query.limit().orElse(0);
        if (limit <= HogQl.MAX_PAGE_SIZE) return;
        throw new IllegalArgumentException("The query \"" + query.name() + "\" asks for " + limit
                + " rows by its LIMIT, and PostHog cuts what it returns at once at " + HogQl.MAX_PAGE_SIZE
                + " without saying so. " + wayOut + ", or lower the LIMIT.");
    }

    @Override
    public RunningQuery start(HogQl query) {
        refuseIfCut(query, "Read it page by page instead: rows(query.keyset(\"id\"))");
        String id = calls.start(QueryCalls.hogQl(query.text(), query.values()), query.name());
        return new HttpRunningQuery(calls, id, query.limit());
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
