package io.tajo.examples.sandbox.brevo;

import io.tajo.examples.sandbox.http.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event as a request brings it.
 *
 * @param contact whose it is
 * @param name its name
 * @param date when it happened; null for now
 * @param properties its properties
 * @param contactProperties attributes that it writes
 */
record EventItem(
        Identified contact,
        String name,
        @Nullable Instant date,
        Map<String, Object> properties,
        Map<?, ?> contactProperties) {
    private static final int LARGEST_PROPERTIES = 50 * 1024;
    private static final String NAME = "[A-Za-z0-9_-]{1,255}";
    /** The kinds of identifiers; Brevo's own number wins over the others. */
    private static final String[] KINDS = {"contact_id", "email_id", "ext_id", "phone_id"};

    /** Reads one that has no problem. */
    static EventItem of(Map<?, ?> json) {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (json.get("event_properties") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> properties.put(String.valueOf(name), value));
        }
        return new EventItem(
                contact(json).orElseThrow(),
                String.valueOf(json.get("event_name")),
                json.get("event_date") instanceof String text
                        ? OffsetDateTime.parse(text).toInstant()
                        : null,
                properties,
                json.get("contact_properties") instanceof Map<?, ?> values ? values : Map.of());
    }

    private static Optional<Identified> contact(Map<?, ?> json) {
        if (!(json.get("identifiers") instanceof Map<?, ?> identifiers)) return Optional.empty();
        for (String kind : KINDS) {
            Object identifier = identifiers.get(kind);
            if (identifier != null) return Optional.of(new Identified(identifier, kind));
        }
        return Optional.empty();
    }

    static Optional<String> problem(Map<?, ?> json) {
        if (!String.valueOf(json.get("event_name")).matches(NAME)) return Optional.of("event_name is invalid");
        if (contact(json).isEmpty()) return Optional.of("identifiers are required");
        if (json.get("event_date") instanceof String date && !isDate(date)) {
            return Optional.of("event_date is invalid");
        }
        if (!(json.get("event_properties") instanceof Map<?, ?> properties)) return Optional.empty();
        boolean named =
                properties.keySet().stream().allMatch(key -> String.valueOf(key).matches(NAME));
        if (!named) return Optional.of("event_properties hold an invalid key");
        return Json.bytes(properties).length > LARGEST_PROPERTIES
                ? Optional.of("event_properties are too large")
                : Optional.empty();
    }

    private static boolean isDate(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
