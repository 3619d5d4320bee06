package io.tajo.posthog.account;

import io.tajo.client.ConfigurationException;
import io.tajo.posthog.account.ScopeResult.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a key may do in a project.
 *
 * @param projectId the project that was asked for
 * @param projectProblem why the project can't be read; null if it can
 * @param scopes the scopes that this client uses, each with what is known of it
 */
public record AccessReport(String projectId, @Nullable String projectProblem, List<ScopeResult> scopes) {

    /**
     * Copies the scopes.
     *
     * @param projectId the project that was asked for
     * @param projectProblem why the project can't be read; null if it can
     * @param scopes the scopes that this client uses
     */
    public AccessReport {
        scopes = List.copyOf(scopes);
    }

    /** {@return the scopes that the key lacks} */
    public List<String> missingScopes() {
        return scopesThatAre(State.MISSING);
    }

    /** {@return the scopes that nothing was tried of, since only a change would show them} */
    public List<String> uncheckedScopes() {
        return scopesThatAre(State.UNCHECKED);
    }

    private List<String> scopesThatAre(State state) {
        return scopes.stream()
                .filter(result -> result.state() == state)
                .map(ScopeResult::scope)
                .toList();
    }

    /** {@return whether the project is there and no scope is known to be missing} */
    public boolean isOk() {
        return projectProblem == null && missingScopes().isEmpty();
    }

    /**
     * Throws if something is missing. A key that is never asked to read, say, recordings needs no scope for them: look at
     * {@link #missingScopes} instead where that is so.
     *
     * @throws ConfigurationException with all that is missing and how to mend it
     */
    public void throwIfFailed() {
        if (!isOk()) throw new ConfigurationException(summary());
    }

    /** {@return what was found, in words} */
    public String summary() {
        List<String> lines = new ArrayList<>();
        lines.add(
                projectProblem == null
                        ? "PostHog project " + projectId + ": found."
                        : "PostHog project " + projectId + ": " + projectProblem);
        if (!missingScopes().isEmpty()) {
            lines.add("The personal API key lacks " + String.join(", ", missingScopes())
                    + ". Add them under Settings > Personal API keys.");
        }
        for (ScopeResult result : scopes) {
            if (result.state() == State.UNKNOWN)
                lines.add(result.scope() + " could not be checked: " + result.detail());
        }
        if (!uncheckedScopes().isEmpty()) {
            lines.add("Not checked, since only a change would show: " + String.join(", ", uncheckedScopes()) + ".");
        }
        return String.join("\n", lines);
    }
}
