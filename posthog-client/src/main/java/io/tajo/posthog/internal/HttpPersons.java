package io.tajo.posthog.internal;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.Page;
import io.tajo.client.Paginator;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.Transport;
import io.tajo.posthog.persons.Person;
import io.tajo.posthog.persons.PersonQuery;
import io.tajo.posthog.persons.PersonsApi;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        return Paginator.perTraversal(() -> {
            // Offsets move while persons arrive, so that a page may repeat the end of the one before.
            Set<String> seen = new HashSet<>();
            return cursor -> page(query, cursor, seen);
        });
    }

    private Page<Person> page(PersonQuery query, Optional<String> cursor, Set<String> seen) {
        HttpCall.Builder call = HttpCall.get(RouteGroups.PERSONS, LIST);
        if (cursor.isPresent()) {
            call.follow(cursor.get());
        } else {
            call.path("project", project.id())
                    .query("limit", query.pageSize())
                    .query("search", query.search())
                    .query("email", query.email())
                    .query("distinct_id", query.distinctId());
        }
        JsonObject body = Json.object(transport.send(call.build()));
        if (body.list("results").isEmpty()) {
            throw new DecodingException(
                    "PostHog's answer to GET " + LIST + " holds no results. Check that the host is " + "a PostHog.");
        }
        List<Person> persons = new ArrayList<>();
        for (JsonObject person : body.objects("results")) {
            Person decoded = PersonReader.read(person);
            if (seen.add(decoded.uuid())) persons.add(decoded);
        }
        return new Page<>(persons, body.text("next").map(transport.base()::reanchor));
    }
}
