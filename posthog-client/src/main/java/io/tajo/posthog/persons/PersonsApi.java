package io.tajo.posthog.persons;

import io.tajo.client.Paginator;
import java.util.List;
import java.util.Optional;

/**
 * Reads and deletes persons over REST. Safe for any thread.
 *
 * <p>Reading costs one call a page or person in PostHog's persons quota (240 a minute) and needs the scope
 * {@code person:read}; deleting has a quota of its own (480 a minute, 4,800 an hour) and needs {@code person:write}.
 * Every method throws what the client throws.
 *
 * @see <a href="https://posthog.com/docs/api/persons">PostHog: persons</a>
 */
public interface PersonsApi {
    /** A thousand: the most persons that PostHog deletes in one call. */
    int MAX_BULK_DELETION = 1_000;

    /**
     * Lists persons, newest first, from {@code GET /api/projects/{id}/persons/}. One call a page. A person that a page
     * repeats is handed out once; a traversal remembers the ids for that. A page too large to be held is asked for in
     * halves, since one person may have a hundred thousand distinct ids.
     *
     * <p>For more than some ten thousand persons use HogQL: pages found by offset get slower as they go.
     *
     * @param query which persons
     * @return the persons, read lazily
     */
    Paginator<Person> list(PersonQuery query);

    /**
     * Returns one person from {@code GET /api/projects/{id}/persons/{person}/}. One call.
     *
     * @param idOrUuid PostHog's number or uuid of the person, not a distinct id
     * @return the person
     * @throws io.tajo.client.NotFoundException if there is no such person
     * @throws io.tajo.client.InvalidRequestException if it is no such id: for a distinct id use
     *     {@link #findByDistinctId}
     */
    Person get(String idOrUuid);

    /**
     * Finds the person that was seen under a distinct id. One call.
     *
     * @param distinctId the id, compared exactly
     * @return the person; empty if no person has the id
     */
    Optional<Person> findByDistinctId(String distinctId);

    /**
     * Deletes one person by {@code DELETE /api/projects/{id}/persons/{person}/}. One call.
     *
     * <p>It is repeated after failures that leave open what became of it, since nothing is deleted twice. If PostHog
     * carried the first attempt out and only its answer was lost, the second one finds no person and throws
     * {@code NotFoundException}: the person is gone then, but whether its events were marked too is not known.
     *
     * @param uuid PostHog's uuid of the person
     * @param options what to delete
     * @throws io.tajo.client.NotFoundException if there is no such person, or no longer
     */
    void delete(String uuid, DeletePerson options);

    /**
     * Deletes many persons by {@code POST /api/projects/{id}/persons/bulk_delete/}. One call. It is repeated only if it
     * provably did nothing yet: a second answer would count only the persons that the first left over. After a failure, ask again
     * with the same uuids.
     *
     * @param uuids PostHog's uuids of the persons, 1 to {@value #MAX_BULK_DELETION}; unknown ones are passed over
     * @param options what to delete
     * @return what PostHog took on; look at the persons that it could not delete
     */
    BulkDeletion bulkDelete(List<String> uuids, DeletePerson options);

    /**
     * Deletes many persons by their distinct ids; as {@link #bulkDelete} otherwise.
     *
     * @param distinctIds distinct ids, 1 to {@value #MAX_BULK_DELETION}; each leads to one person with all its ids
     * @param options what to delete
     * @return what PostHog took on; look at the persons that it could not delete
     */
    BulkDeletion bulkDeleteByDistinctIds(List<String> distinctIds, DeletePerson options);
}
