package io.tajo.posthog.internal;

import io.tajo.client.transport.Transport;
import io.tajo.posthog.query.HogQl;
import io.tajo.posthog.query.HogQlRows;
import io.tajo.posthog.query.QueryApi;

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
        return () -> new KeysetRows(calls, query);
    }
}
