package io.tajo.posthog.internal;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.Transport;
import io.tajo.posthog.account.AccountApi;
import io.tajo.posthog.account.ProjectInfo;
import io.tajo.posthog.account.UserInfo;

/** The routes of user and project. */
public final class HttpAccount implements AccountApi {
    private final Transport transport;
    private final Project project;

    /**
     * Creates the area.
     *
     * @param transport sends the calls
     * @param project which project
     */
    public HttpAccount(Transport transport, Project project) {
        this.transport = transport;
        this.project = project;
    }

    @Override
    public ProjectInfo project() {
        HttpCall call = HttpCall.get(RouteGroups.CRUD, "/api/projects/{project}/")
                .path("project", project.id())
                .build();
        JsonObject body = Json.object(transport.send(call));
        return new ProjectInfo(
                body.integer("id").orElseThrow(() -> new DecodingException("PostHog sent a project without an id.")),
                body.text("name").orElse(null),
                body.text("api_token").orElse(null),
                body.text("timezone").orElse(null));
    }

    @Override
    public UserInfo user() {
        JsonObject body = Json.object(
                transport.send(HttpCall.get(RouteGroups.CRUD, "/api/users/@me/").build()));
        return new UserInfo(
                body.text("uuid").orElseThrow(() -> new DecodingException("PostHog sent a user without a uuid.")),
                body.text("email").orElse(null),
                body.object("organization")
                        .flatMap(organization -> organization.text("name"))
                        .orElse(null));
    }
}
