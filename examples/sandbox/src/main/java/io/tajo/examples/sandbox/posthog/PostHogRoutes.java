package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.control.SandboxClock;
import io.tajo.examples.sandbox.http.Reply;
import io.tajo.examples.sandbox.http.Route;
import java.util.List;
import java.util.Map;

/** The routes of PostHog that the sandbox answers. */
public final class PostHogRoutes {
    private static final String PROJECT = "/api/projects/{project}/";

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
        QueryRoutes queries = new QueryRoutes(state, clock);
        return List.of(
                new Route(
                        "GET", "/api/users/@me/", "crud", request -> Reply.json(200, Map.of("first_name", "Sandbox"))),
                new Route(
                        "GET",
                        PROJECT,
                        "crud",
                        request -> Reply.json(200, Map.of("name", "Sandbox", "timezone", "UTC"))),
                new Route("GET", PROJECT + "persons/", "persons", persons::list),
                new Route("GET", PROJECT + "persons/{id}/", "persons", persons::get),
                new Route("POST", PROJECT + "query/", "query", queries::post),
                new Route("GET", PROJECT + "query/{id}/", "query", queries::status),
                new Route("DELETE", PROJECT + "query/{id}/", "query", queries::cancel));
    }
}
