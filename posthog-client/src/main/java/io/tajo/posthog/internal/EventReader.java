package io.tajo.posthog.internal;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.posthog.events.Event;
import io.tajo.posthog.events.EventPerson;
import java.util.List;

/** Decodes an event as the events route shows it. */
final class EventReader {
    private EventReader() {}

    static Event read(JsonObject json) {
        return new Event(
                json.text("id").or(() -> json.text("uuid")).orElseThrow(() -> missing("id")),
                json.text("event").orElse(""),
                json.text("distinct_id").orElse(""),
                json.instant("timestamp").orElseThrow(() -> missing("timestamp")),
                json.object("properties").orElse(JsonObject.empty()),
                json.object("person").map(EventReader::person).orElse(null),
                json.text("elements_chain").orElse(""));
    }

    private static EventPerson person(JsonObject json) {
        return new EventPerson(
                json.text("uuid").or(() -> json.text("id")).orElse(null),
                json.bool("is_identified").orElse(null),
                PersonReader.strings(json.list("distinct_ids").orElse(List.of())),
                json.object("properties").orElse(JsonObject.empty()));
    }

    private static DecodingException missing(String field) {
        return new DecodingException("PostHog sent an event without " + field + ", by which the list is read.");
    }
}
