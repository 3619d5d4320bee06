package io.tajo.posthog.account;

/**
 * Whose key it is, and which project it reads. Safe for any thread. Each call is one of the CRUD quota (480 a minute,
 * 4,800 an hour).
 *
 * @see <a href="https://posthog.com/docs/api/projects">PostHog: projects</a>
 */
public interface AccountApi {

    /**
     * Returns the project, from {@code GET /api/projects/{id}/}. The key needs the scope {@code project:read}.
     *
     * @return the project
     */
    ProjectInfo project();

    /**
     * Returns the user whose key it is, from {@code GET /api/users/@me/}. The key needs the scope {@code user:read}.
     *
     * @return the user
     */
    UserInfo user();
}
