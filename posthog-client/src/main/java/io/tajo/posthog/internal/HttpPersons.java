package io.tajo.posthog.internal;

import io.tajo.client.Paginator;
import io.tajo.client.transport.Transport;
import io.tajo.posthog.persons.Person;
import io.tajo.posthog.persons.PersonQuery;
import io.tajo.posthog.persons.PersonsApi;

/** The persons routes. */
public final class HttpPersons implements PersonsApi {
    private static final String LIST = "/api/projects/{project}/persons/";

    private final Transport transport;
    private final Project project;

    /**
     * Creates the area.
     *
     * @param transport sends the calls
     * @param project whose persons
     */
    public HttpPersons(Transport transport, Project project) {
        this.transport = transport;
        this.project = project;
    }

    @Override
    public Paginator<Person> list(PersonQuery query) {
        return new NextPages<>(transport, RouteGroups.PERSONS, LIST, PersonReader::read, Person::uuid)
                .from(call -> call.path("project", project.id())
                        .query("limit", query.pageSize())
                        .query("search", query.search())
                        .query("email", query.email())
                        .query("distinct_id", query.distinctId()));
    }
}
