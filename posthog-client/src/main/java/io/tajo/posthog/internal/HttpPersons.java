package io.tajo.posthog.internal;

import io.tajo.client.InvalidRequestException;
import io.tajo.client.Paginator;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.Transport;
import io.tajo.posthog.persons.BulkDeletion;
import io.tajo.posthog.persons.DeletePerson;
import io.tajo.posthog.persons.Person;
import io.tajo.posthog.persons.PersonQuery;
import io.tajo.posthog.persons.PersonsApi;
import java.util.List;
import java.util.Optional;

/** The persons routes. */
public final class HttpPersons implements PersonsApi {
    private static final String LIST = "/api/projects/{project}/persons/";
    private static final String ONE = "/api/projects/{project}/persons/{person}/";

    private final Transport transport;
    private final Project project;
    private final PersonDeletions deletions;

    /**
     * Creates the area.
     *
     * @param transport sends the calls
     * @param project whose persons
     */
    public HttpPersons(Transport transport, Project project) {
        this.transport = transport;
        this.project = project;
        this.deletions = new PersonDeletions(transport, project);
    }

    @Override
    public Paginator<Person> list(PersonQuery query) {
        return new NextPages<>(transport, RouteGroups.PERSONS, LIST, PersonReader::read, Person::uuid)
                .from(
                        query.pageSize(),
                        call -> call.path("project", project.id())
                                .query("search", query.search())
                                .query("email", query.email())
                                .query("distinct_id", query.distinctId())
                                .query("properties", JsonParameter.filters(query.filters())));
    }

    @Override
    public Person get(String idOrUuid) {
        HttpCall call = HttpCall.get(RouteGroups.PERSONS, ONE)
                .path("project", project.id())
                .path("person", idOrUuid)
                .build();
        try {
            return PersonReader.read(Json.object(transport.send(call)));
        } catch (InvalidRequestException e) {
            throw new InvalidRequestException(e.failure()
                    .withNextStep("If the id is a distinct id, ask with PersonQuery.distinctId or findByDistinctId."));
        }
    }

    @Override
    public Optional<Person> findByDistinctId(String distinctId) {
        return list(PersonQuery.all().distinctId(distinctId).pageSize(1)).stream()
                .findFirst();
    }

    @Override
    public void delete(String uuid, DeletePerson options) {
        deletions.one(uuid, options);
    }

    @Override
    public BulkDeletion bulkDelete(List<String> uuids, DeletePerson options) {
        return deletions.many("ids", uuids, options);
    }

    @Override
    public BulkDeletion bulkDeleteByDistinctIds(List<String> distinctIds, DeletePerson options) {
        return deletions.many("distinct_ids", distinctIds, options);
    }
}
