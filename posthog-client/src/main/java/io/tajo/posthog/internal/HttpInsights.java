package io.tajo.posthog.internal;

import io.tajo.client.ApiFailure;
import io.tajo.client.JsonObject;
import io.tajo.client.NotFoundException;
import io.tajo.client.Paginator;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.RetryTable;
import io.tajo.client.transport.Transport;
import io.tajo.posthog.insights.Insight;
import io.tajo.posthog.insights.InsightQuery;
import io.tajo.posthog.insights.InsightsApi;
import io.tajo.posthog.insights.Refresh;
import io.tajo.posthog.query.FunnelResult;
import java.util.List;
import java.util.Optional;

/** The insights routes. */
public final class HttpInsights implements InsightsApi {
    private static final String LIST = "/api/projects/{project}/insights/";
    private static final String ONE = LIST + "{insight}/";

    private static final RetryTable RETRY = RetryTable.STANDARD.without(QueryCalls.TOO_LARGE);

    private final Transport transport;
    private final Project project;

    /**
     * Creates the area.
     *
     * @param transport sends the calls
     * @param project whose insights
     */
    public HttpInsights(Transport transport, Project project) {
        this.transport = transport;
        this.project = project;
    }

    @Override
    public Paginator<Insight> list(InsightQuery query) {
        return new NextPages<>(transport, RouteGroups.ANALYTICS, LIST, InsightReader::read, Insight::id)
                .from(
                        query.pageSize(),
                        call -> call.path("project", project.id())
                                .query("basic", true)
                                .query("short_id", query.shortId()));
    }

    @Override
    public Insight get(long id, Refresh refresh) {
        JsonObject insight = ask(HttpCall.get(RouteGroups.ANALYTICS, ONE)
                .path("insight", String.valueOf(id))
                .query("refresh", refresh.wire()));
        return InsightReader.computed(insight, refresh);
    }

    @Override
    public Insight getByShortId(String shortId, Refresh refresh) {
        List<JsonObject> found = ask(HttpCall.get(RouteGroups.ANALYTICS, LIST)
                        .query("short_id", shortId)
                        .query("refresh", refresh.wire()))
                .objects("results");
        if (found.isEmpty()) throw unknown(shortId);
        return InsightReader.computed(found.get(0), refresh);
    }

    @Override
    public FunnelResult funnel(String shortId) {
        Insight insight = getByShortId(shortId, Refresh.FORCE_BLOCKING);
        return FunnelReader.read(insight.result(), insight.lastRefresh());
    }

    private JsonObject ask(HttpCall.Builder call) {
        return Json.object(transport.send(
                call.path("project", project.id()).retryTable(RETRY).build()));
    }

    private static NotFoundException unknown(String shortId) {
        return new NotFoundException(new ApiFailure(
                "PostHog",
                "GET " + LIST,
                200,
                "",
                "no insight has the short id \"" + shortId + "\"",
                Optional.empty(),
                "The short id stands in the insight's address; check it, and the project id."));
    }
}
