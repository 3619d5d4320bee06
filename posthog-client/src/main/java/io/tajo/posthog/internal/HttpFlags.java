package io.tajo.posthog.internal;

import io.tajo.client.JsonObject;
import io.tajo.client.Paginator;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.Transport;
import io.tajo.posthog.flags.EvaluationReason;
import io.tajo.posthog.flags.FeatureFlag;
import io.tajo.posthog.flags.FlagContext;
import io.tajo.posthog.flags.FlagEvaluation;
import io.tajo.posthog.flags.FlagQuery;
import io.tajo.posthog.flags.FlagsApi;
import io.tajo.posthog.flags.LocalFlags;
import java.util.LinkedHashMap;
import java.util.Map;

/** The feature flag routes. */
public final class HttpFlags implements FlagsApi {
    private static final String ALL = "/api/projects/{project}/feature_flags/";
    private static final int PAGE = 100;

    private final Transport transport;
    private final Transport ingestion;
    private final Project project;
    private final FlagStore store;

    /**
     * Creates the area.
     *
     * @param transport sends calls to the host that answers questions
     * @param ingestion sends calls to the host that evaluates flags
     * @param project whose flags
     * @param store holds the definitions of the client
     */
    public HttpFlags(Transport transport, Transport ingestion, Project project, FlagStore store) {
        this.transport = transport;
        this.ingestion = ingestion;
        this.project = project;
        this.store = store;
    }

    @Override
    public Paginator<FeatureFlag> list(FlagQuery query) {
        return new NextPages<>(transport, RouteGroups.CRUD, ALL, FlagReader::flag, FeatureFlag::id).from(PAGE, call -> {
            call.path("project", project.id());
            query.filters().forEach(call::query);
        });
    }

    @Override
    public FeatureFlag get(long id) {
        return FlagReader.flag(Json.object(transport.send(HttpCall.get(RouteGroups.CRUD, ALL + "{flag}/")
                .path("project", project.id())
                .path("flag", String.valueOf(id))
                .build())));
    }

    @Override
    public FlagEvaluation evaluate(FlagContext context) {
        return new FlagCalls(ingestion, project).evaluate(context);
    }

    @Override
    public FlagEvaluation evaluateByDecide(FlagContext context) {
        return new FlagCalls(ingestion, project).decide(context);
    }

    @Override
    public Map<String, EvaluationReason> evaluationReasons(String distinctId) {
        JsonObject body = Json.object(transport.send(HttpCall.get(RouteGroups.CRUD, ALL + "evaluation_reasons/")
                .path("project", project.id())
                .query("distinct_id", distinctId)
                .build()));
        Map<String, EvaluationReason> reasons = new LinkedHashMap<>();
        for (String key : body.toMap().keySet()) {
            body.object(key)
                    .ifPresent(flag -> reasons.put(
                            key, FlagReader.reason(flag.object("evaluation").orElse(flag))));
        }
        return reasons;
    }

    @Override
    public LocalFlags local() {
        return new StoredFlags(store, new FlagCalls(ingestion, project));
    }
}
