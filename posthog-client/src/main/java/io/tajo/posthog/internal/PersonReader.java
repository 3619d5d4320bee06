package io.tajo.posthog.internal;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.posthog.persons.Person;
import java.util.List;

/** Decodes a person as the persons routes show it. */
final class PersonReader {
    private PersonReader() {}

    static Person read(JsonObject json) {
        String uuid = json.text("uuid")
                .or(() -> json.text("id"))
                .orElseThrow(() -> new DecodingException("PostHog sent a person without uuid and id."));
        return new Person(
                uuid,
                json.text("name").orElse(null),
                strings(json.list("distinct_ids").orElse(List.of())),
                json.object("properties").orElse(JsonObject.empty()),
                json.instant("created_at").orElse(null),
                json.instant("last_seen_at").orElse(null));
    }

    static List<String> strings(List<Object> values) {
        return values.stream().map(String::valueOf).toList();
    }
}
