package io.tajo.posthog.internal;

import io.tajo.client.ApiFailure;
import io.tajo.client.JsonObject;
import io.tajo.client.NotFoundException;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.Transport;
import io.tajo.posthog.persons.BulkDeletion;
import io.tajo.posthog.persons.DeletePerson;
import io.tajo.posthog.persons.PersonsApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The routes that delete persons. */
final class PersonDeletions {
    private static final String ONE = "/api/projects/{project}/persons/{person}/";
    private static final String BULK = "/api/projects/{project}/persons/bulk_delete/";

    private final Transport transport;
    private final Project project;

    PersonDeletions(Transport transport, Project project) {
        this.transport = transport;
        this.project = project;
    }

    void one(String uuid, DeletePerson options) {
        requireSomething(options);
        HttpCall call = HttpCall.write("DELETE", RouteGroups.DELETIONS, ONE)
                .path("project", project.id())
                .path("person", uuid)
                .query("delete_events", options.deletesEvents())
                .query("delete_recordings", options.deletesRecordings())
                .query("keep_person", options.keepsProfile())
                // Nothing is deleted twice: the second time, PostHog finds no person and says so.
                .replay(HttpCall.Replay.SAFE)
                .build();
        try {
            transport.send(call);
        } catch (NotFoundException e) {
            throw new NotFoundException(gone(e.failure()));
        }
    }

    BulkDeletion many(String field, List<String> ids, DeletePerson options) {
        requireSomething(options);
        if (ids.isEmpty() || ids.size() > PersonsApi.MAX_BULK_DELETION) {
            throw new IllegalArgumentException("one call deletes 1 to " + PersonsApi.MAX_BULK_DELETION
                    + " persons, not " + ids.size() + ": split the list");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(field, ids);
        body.put("delete_events", options.deletesEvents());
        body.put("delete_recordings", options.deletesRecordings());
        body.put("keep_person", options.keepsProfile());
        // A second answer would count only the persons that the first attempt left over, as if the others had never
        // been.
        HttpCall call = HttpCall.write("POST", RouteGroups.DELETIONS, BULK)
                .path("project", project.id())
                .replay(HttpCall.Replay.ONLY_IF_UNSENT)
                .json(Json.write(body))
                .build();
        return read(Json.object(transport.send(call)));
    }

    private static void requireSomething(DeletePerson options) {
        if (options.keepsProfile() && !options.deletesEvents() && !options.deletesRecordings()) {
            throw new IllegalArgumentException(
                    "a deletion that keeps the profile must name what to delete: withEvents() or withRecordings()");
        }
    }

    private static ApiFailure gone(ApiFailure failure) {
        return failure.withNextStep(
                "There is no such person in the project, or no longer: it was deleted before, or by "
                        + "an earlier attempt of this call, whose answer was lost. If its events were to go too, check their "
                        + "deletion in PostHog. If it never existed, check the project id.");
    }

    private static BulkDeletion read(JsonObject json) {
        List<String> failed = json.objects("deletion_errors").stream()
                .flatMap(error -> error.text("person_uuid").stream())
                .toList();
        return new BulkDeletion(
                Numbers.integer(json, "persons_found"),
                Numbers.integer(json, "persons_deleted"),
                json.bool("events_queued_for_deletion").orElse(null),
                json.bool("recordings_queued_for_deletion").orElse(null),
                failed,
                json);
    }
}
