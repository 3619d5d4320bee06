package io.tajo.posthog.internal;

import io.tajo.client.Paginator;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.Transport;
import io.tajo.posthog.cohorts.Cohort;
import io.tajo.posthog.cohorts.CohortCalculation;
import io.tajo.posthog.cohorts.CohortQuery;
import io.tajo.posthog.cohorts.CohortsApi;
import io.tajo.posthog.persons.Person;
import io.tajo.posthog.persons.PersonQuery;
import io.tajo.posthog.query.HogQl;
import io.tajo.posthog.query.HogQlRows;
import io.tajo.posthog.query.QueryApi;

/** The cohorts routes, and their members in HogQL. */
public final class HttpCohorts implements CohortsApi {
    private static final String LIST = "/api/projects/{project}/cohorts/";
    private static final String ONE = LIST + "{cohort}/";
    private static final String PERSONS = ONE + "persons/";
    private static final String HISTORY = ONE + "calculation_history/";

    private final Transport transport;
    private final Project project;
    private final QueryApi queries;

    /**
     * Creates the area.
     *
     * @param transport sends the calls
     * @param project whose cohorts
     * @param queries asks for members
     */
    public HttpCohorts(Transport transport, Project project, QueryApi queries) {
        this.transport = transport;
        this.project = project;
        this.queries = queries;
    }

    @Override
    public Paginator<Cohort> list(CohortQuery query) {
        return new NextPages<>(transport, RouteGroups.CRUD, LIST, CohortReader::read, Cohort::id)
                .from(
                        query.pageSize(),
                        call -> call.path("project", project.id()).query("basic", query.isBasic() ? true : null));
    }

    @Override
    public Cohort get(long id) {
        HttpCall call = HttpCall.get(RouteGroups.CRUD, ONE)
                .path("project", project.id())
                .path("cohort", String.valueOf(id))
                .build();
        return CohortReader.read(Json.object(transport.send(call)));
    }

    @Override
    public HogQlRows members(long id, String... properties) {
        if (id < 1) throw new IllegalArgumentException("a cohort's number is positive, not " + id);
        StringBuilder columns = new StringBuilder("id");
        for (String property : properties) {
            if (property.equals("id")) {
                throw new IllegalArgumentException(
                        "a property called id can't stand beside the person's own id: select "
                                + "it under another name in HogQL");
            }
            columns.append(", ").append(HogQl.property(property)).append(" AS ").append(HogQl.quote(property));
        }
        return queries.rows(HogQl.of("SELECT " + columns + " FROM persons WHERE id IN COHORT " + id)
                .keyset("id")
                .named("cohort members"));
    }

    @Override
    public Paginator<Person> membersByRest(long id) {
        return new NextPages<>(transport, RouteGroups.ANALYTICS, PERSONS, PersonReader::read, Person::uuid)
                .from(
                        PersonQuery.DEFAULT_PAGE_SIZE,
                        call -> call.path("project", project.id()).path("cohort", String.valueOf(id)));
    }

    @Override
    public Paginator<CohortCalculation> calculationHistory(long id) {
        return new NextPages<>(
                        transport, RouteGroups.CRUD, HISTORY, CohortReader::calculation, CohortCalculation::fields)
                .from(
                        CohortQuery.DEFAULT_PAGE_SIZE,
                        call -> call.path("project", project.id()).path("cohort", String.valueOf(id)));
    }
}
