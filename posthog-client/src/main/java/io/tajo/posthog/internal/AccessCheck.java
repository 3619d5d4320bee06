package io.tajo.posthog.internal;

import io.tajo.client.ApiException;
import io.tajo.client.AuthenticationException;
import io.tajo.client.ClientException;
import io.tajo.client.NotFoundException;
import io.tajo.client.PermissionException;
import io.tajo.client.QuotaExhaustedException;
import io.tajo.client.RouteGroup;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Transport;
import io.tajo.posthog.account.AccessReport;
import io.tajo.posthog.account.ScopeResult;
import io.tajo.posthog.account.ScopeResult.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tries each scope that the client uses for reading, by a call that reads one entry or none. */
public final class AccessCheck {
    private static final List<Probe> PROBES = List.of(
            new Probe("user:read", RouteGroups.CRUD, "/api/users/@me/"),
            new Probe("person:read", RouteGroups.PERSONS, "/api/projects/{project}/persons/"),
            new Probe("cohort:read", RouteGroups.CRUD, "/api/projects/{project}/cohorts/"),
            new Probe("insight:read", RouteGroups.ANALYTICS, "/api/projects/{project}/insights/"),
            new Probe("feature_flag:read", RouteGroups.CRUD, "/api/projects/{project}/feature_flags/"),
            new Probe("session_recording:read", RouteGroups.ANALYTICS, "/api/projects/{project}/session_recordings/"),
            new Probe("batch_export:read", RouteGroups.CRUD, "/api/projects/{project}/batch_exports/"));
    private static final List<String> WRITING = List.of("person:write", "batch_export:write");

    private final Transport transport;
    private final Project project;

    /**
     * Creates the check.
     *
     * @param transport sends the calls
     * @param project which project
     */
    public AccessCheck(Transport transport, Project project) {
        this.transport = transport;
        this.project = project;
    }

    private record Probe(String scope, RouteGroup group, String route) {}

    /**
     * Makes the calls.
     *
     * @return what they showed
     */
    public AccessReport run() {
        List<ScopeResult> scopes = new ArrayList<>();
        HttpAccount account = new HttpAccount(transport, project);
        ClientException failure = failureOf(account::project);
        scopes.add(result("project:read", failure));
        String problem = problem(failure);
        for (Probe probe : PROBES) {
            ClientException refusal = failureOf(() -> send(probe));
            scopes.add(result(probe.scope(), refusal));
            // Without project:read the first call says nothing of the project; persons are in every one.
            if (problem == null && probe.scope().equals("person:read")) problem = problem(refusal);
        }
        scopes.add(result("query:read", failureOf(this::query)));
        for (String scope : WRITING) scopes.add(new ScopeResult(scope, State.UNCHECKED, ""));
        return new AccessReport(project.id(), problem, scopes);
    }

    /**
     * Makes the calls for some scopes only.
     *
     * @param wanted the scopes
     * @return what they showed
     */
    public AccessReport run(Set<String> wanted) {
        List<ScopeResult> scopes = new ArrayList<>();
        String problem = null;
        for (String scope : new TreeSet<>(wanted)) {
            if (scope.endsWith(":write")) {
                scopes.add(new ScopeResult(scope, State.UNCHECKED, ""));
                continue;
            }
            ClientException refusal = failureOf(() -> send(scope));
            scopes.add(result(scope, refusal));
            if (problem == null && !scope.equals("user:read")) problem = problem(refusal);
        }
        return new AccessReport(project.id(), problem, scopes);
    }

    private void send(String scope) {
        if (scope.equals("query:read")) {
            query();
            return;
        }
        if (scope.equals("project:read")) {
            new HttpAccount(transport, project).project();
            return;
        }
        send(PROBES.stream()
                .filter(probe -> probe.scope().equals(scope))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("this client needs no scope " + scope)));
    }

    private void send(Probe probe) {
        HttpCall.Builder call = HttpCall.get(probe.group(), probe.route());
        if (probe.route().contains("{project}")) {
            call.path("project", project.id()).query("limit", 1);
        }
        transport.send(call.build());
    }

    private void query() {
        new QueryCalls(transport, project).blocking(QueryCalls.hogQl("SELECT 1", Map.of()), "check");
    }

    private static @Nullable ClientException failureOf(Runnable call) {
        try {
            call.run();
            return null;
        } catch (AuthenticationException | QuotaExhaustedException e) {
            throw e;
        } catch (ApiException e) {
            return e;
        }
    }

    private static @Nullable String problem(@Nullable ClientException failure) {
        boolean refused = failure instanceof PermissionException denied
                && denied.missingScope().isEmpty();
        if (!refused && !(failure instanceof NotFoundException)) return null;
        return "not there, or this key has no access to it. Check the project id: it is the number under Settings > Project.";
    }

    private static ScopeResult result(String scope, @Nullable ClientException failure) {
        if (failure == null) return new ScopeResult(scope, State.GRANTED, "");
        boolean missing = failure instanceof PermissionException denied
                && denied.missingScope().isPresent();
        return new ScopeResult(scope, missing ? State.MISSING : State.UNKNOWN, String.valueOf(failure.getMessage()));
    }
}
