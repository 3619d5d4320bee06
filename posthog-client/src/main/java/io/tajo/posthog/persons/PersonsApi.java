package io.tajo.posthog.persons;

import io.tajo.client.Paginator;

/**
 * Reads persons over REST. Safe for any thread.
 *
 * @see <a href="https://posthog.com/docs/api/persons">PostHog: persons</a>
 */
public interface PersonsApi {

    /**
     * Lists persons, newest first, from {@code GET /api/projects/{id}/persons/}. One call a page, in PostHog's persons
     * quota (240 a minute). A person that a page repeats is handed out once; a traversal remembers the ids for that.
     *
     * <p>For more than some ten thousand persons use HogQL: pages found by offset get slower as they go.
     *
     * @param query which persons
     * @return the persons, read lazily
     */
    Paginator<Person> list(PersonQuery query);
}
