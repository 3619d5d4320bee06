package io.tajo.examples.sandbox.brevo;

import io.tajo.examples.sandbox.http.Json;
import io.tajo.examples.sandbox.http.Reply;
import io.tajo.examples.sandbox.http.Request;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The routes of custom events. They are queued: the list shows them a little later. */
final class EventRoutes {
    private static final int MOST_AT_ONCE = 200;
    private static final int LARGEST_BATCH = 512 * 1024;
    private static final int LARGEST_PROPERTIES = 50 * 1024;
    private static final Duration QUEUED = Duration.ofSeconds(20);
    private static final String NAME = "[A-Za-z0-9_-]{1,255}";

    private final BrevoState state;

    EventRoutes(BrevoState state) {
        this.state = state;
    }

    Reply send(Request request) throws IOException {
        Map<String, Object> event = Json.object(request.body());
        Optional<String> problem = problem(event);
        if (problem.isPresent()) return BrevoReplies.invalid(problem.get());
        store(event);
        return Reply.empty(204);
    }

    Reply sendAll(Request request) throws IOException {
        if (request.body().length > LARGEST_BATCH) return BrevoReplies.error(413, "bad_request", "payload too large");
        Map<String, Object> body = Json.object(request.body());
        if (!(body.get("events") instanceof List<?> events) || events.isEmpty() || events.size() > MOST_AT_ONCE) {
            return BrevoReplies.invalid("events should be an array of 1 to 200 events");
        }
        List<Map<String, Object>> errors = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            Map<?, ?> event = events.get(i) instanceof Map<?, ?> fields ? fields : Map.of();
            Optional<String> problem = problem(event);
            if (problem.isPresent()) errors.add(Map.of("eventIndex", List.of(i), "message", problem.get()));
            else store(event);
        }
        if (errors.isEmpty()) return Reply.json(202, Map.of("message", "queued", "count", events.size()));
        Map<String, Object> breakdown = new LinkedHashMap<>();
        breakdown.put("status", errors.size() == events.size() ? "failed" : "partial");
        breakdown.put("total_events", events.size());
        breakdown.put("successful_events", events.size() - errors.size());
        breakdown.put("failed_events", errors.size());
        breakdown.put("errors", errors);
        return Reply.json(errors.size() == events.size() ? 400 : 207, breakdown);
    }

    Reply list(Request request) {
        int limit = request.number("limit", 100);
        int offset = request.number("offset", 0);
        Instant now = state.now();
        List<Map<String, @Nullable Object>> shown = new ArrayList<>();
        List<StoredEventRecord> all = state.events();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (!all.get(i).shownFrom().isAfter(now)) shown.add(json(all.get(i)));
        }
        List<?> page = shown.subList(Math.min(offset, shown.size()), Math.min(offset + limit, shown.size()));
        return Reply.json(200, Map.of("count", shown.size(), "events", page));
    }

    private static Map<String, @Nullable Object> json(StoredEventRecord event) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("contact_id", event.contactId());
        json.put("event_name", event.name());
        json.put("event_date", event.date().toString());
        json.put("event_properties", event.properties());
        return json;
    }

    private static Optional<String> problem(Map<?, ?> event) {
        if (!String.valueOf(event.get("event_name")).matches(NAME)) return Optional.of("event_name is invalid");
        if (!(event.get("identifiers") instanceof Map<?, ?> identifiers) || identifiers.isEmpty()) {
            return Optional.of("identifiers are required");
        }
        if (event.get("event_date") instanceof String date && !isDate(date)) {
            return Optional.of("event_date is invalid");
        }
        if (!(event.get("event_properties") instanceof Map<?, ?> properties)) return Optional.empty();
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

    /** An event of nobody that Brevo knows makes a contact, which is why none should be sent. */
    private void store(Map<?, ?> event) {
        String email = event.get("identifiers") instanceof Map<?, ?> ids ? String.valueOf(ids.get("email_id")) : "";
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("attributes", event.get("contact_properties") instanceof Map<?, ?> values ? values : Map.of());
        state.upsert(email, body);
        Map<String, Object> properties = new LinkedHashMap<>();
        if (event.get("event_properties") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> properties.put(String.valueOf(name), value));
        }
        Instant now = state.now();
        Instant date = event.get("event_date") instanceof String text
                ? OffsetDateTime.parse(text).toInstant()
                : now;
        long contact = state.find(email, "email_id").map(ContactRecord::id).orElse(0L);
        String name = String.valueOf(event.get("event_name"));
        state.addEvent(new StoredEventRecord(contact, email, name, date, properties, now.plus(QUEUED)));
    }
}
