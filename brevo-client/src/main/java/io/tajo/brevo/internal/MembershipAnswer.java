package io.tajo.brevo.internal;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Brevo answers when contacts join or leave a list: {@code success} as an array or as an object that holds one, with
 * numbers or texts, within {@code contacts} or without.
 */
final class MembershipAnswer {
    private static final Pattern POSITION = Pattern.compile("\\d+");

    private final JsonObject contacts;

    private MembershipAnswer(JsonObject contacts) {
        this.contacts = contacts;
    }

    static MembershipAnswer read(JsonObject body) {
        return new MembershipAnswer(body.object("contacts").orElse(body));
    }

    /** Returns the ids that were changed, as Brevo spells them. */
    Set<String> changed() {
        List<Object> values = contacts.list("success")
                .orElseGet(() ->
                        contacts.object("success").map(MembershipAnswer::values).orElse(List.of()));
        Set<String> ids = new HashSet<>();
        // A number may come with a point: 4.0 is the contact 4.
        for (Object value : values) {
            JsonObject id = JsonObject.of(Map.of("id", value));
            ids.add(
                    value instanceof Number && id.integer("id").isPresent()
                            ? String.valueOf(id.integer("id").getAsLong())
                            : String.valueOf(value));
        }
        ids.removeIf(String::isBlank);
        return ids;
    }

    /** The arrays in an object; or its values, where it is an array in disguise: {@code {"0": ..., "2": ...}}. */
    private static List<Object> values(JsonObject success) {
        List<Object> values = new ArrayList<>();
        for (String name : success.toMap().keySet()) {
            success.list(name).ifPresent(values::addAll);
            if (POSITION.matcher(name).matches()) success.text(name).ifPresent(values::add);
        }
        return values;
    }

    long processId() {
        return contacts.integer("processId")
                .orElseThrow(
                        () -> new DecodingException("Brevo takes contacts out of a list and names no process. Look "
                                + "at the list before calling again."));
    }
}
