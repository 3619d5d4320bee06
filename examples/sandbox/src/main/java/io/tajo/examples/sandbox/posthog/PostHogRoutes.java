package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.control.SandboxClock;
import io.tajo.examples.sandbox.http.Reply;
import io.tajo.examples.sandbox.http.Route;
import java.util.List;
import java.util.Map;

/** The routes of PostHog that the sandbox answers. */
public final class PostHogRoutes {
    private static final String PROJECT = "/api/projects/{project}/";
    private static final String EXPORTS = PROJECT + "file_download_batch_exports/";

    private PostHogRoutes() {}

    /**
     * Returns the routes.
     *
     * @param state what they read
     * @param clock the time of asynchronous queries
     * @param shortPages whether pages of persons hold fewer than their limit
     * @return the routes
     */
    public static List<Route> of(PostHogState state, SandboxClock clock, boolean shortPages) {
        PersonRoutes persons = new PersonRoutes(state, shortPages);
        InsightQueries insightQueries = new InsightQueries(state, clock);
        QueryRoutes queries = new QueryRoutes(state, insightQueries, clock);
        InsightRoutes insights = new InsightRoutes(state, insightQueries, clock);
        RecordingRoutes recordings = new RecordingRoutes(state);
        FileExportRoutes files = new FileExportRoutes(state, clock);
        CatalogueRoutes catalogue = new CatalogueRoutes(state);
        return List.of(
                new Route(
                        "GET", "/api/users/@me/", "crud", request -> Reply.json(200, Map.of("first_name", "Sandbox"))),
                new Route(
                        "GET",
                        PROJECT,
                        "crud",
                        request -> Reply.json(200, Map.of("id", 12_345, "name", "Sandbox", "timezone", "UTC"))),
                new Route("GET", PROJECT + "persons/", "persons", persons::list),
                new Route("GET", PROJECT + "persons/{id}/", "persons", persons::get),
                new Route("GET", PROJECT + "cohorts/", "crud", catalogue::cohorts),
                new Route("GET", PROJECT + "cohorts/{id}/", "crud", catalogue::cohort),
                new Route("GET", PROJECT + "feature_flags/", "crud", catalogue::flags),
                new Route("GET", PROJECT + "feature_flags/{id}/", "crud", catalogue::flag),
                new Route("GET", PROJECT + "cohorts/{id}/persons/", "analytics", persons::members),
                new Route("GET", PROJECT + "insights/", "analytics", insights::list),
                new Route("GET", PROJECT + "insights/{id}/", "analytics", insights::get),
                new Route("GET", PROJECT + "session_recordings/", "analytics", recordings::list),
                new Route("POST", EXPORTS, "crud", files::create),
                new Route("GET", EXPORTS + "{id}/", "crud", files::status),
                new Route("POST", EXPORTS + "{id}/cancel/", "crud", files::cancel),
                new Route("GET", EXPORTS + "{id}/download/{file}/", "crud", files::download),
                new Route("GET", "/exported-files/{id}/{file}", "public", files::stored),
                new Route("GET", PROJECT + "batch_exports/", "crud", catalogue::batchExports),
                new Route("GET", "/flags/definitions", "definitions", catalogue::definitions),
                new Route("POST", "/flags/", "public", catalogue::evaluate),
                new Route("POST", PROJECT + "query/", "query", queries::post),
                new Route("GET", PROJECT + "query/{id}/", "query", queries::status),
                new Route("DELETE", PROJECT + "query/{id}/", "query", queries::cancel));
    }
}
