package io.tajo.examples.sandbox.brevo;

import io.tajo.examples.sandbox.http.Json;
import io.tajo.examples.sandbox.http.Reply;
import io.tajo.examples.sandbox.http.Request;
import java.io.IOException;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The routes of custom events. */
final class EventRoutes {
    private static final int MOST_AT_ONCE = 200;
    private static final int LARGEST_PAGE = 10_000;
    private static final int LARGEST_BATCH = 512 * 1024;

    private final BrevoState state;

    EventRoutes(BrevoState state) {
        this.state = state;
    }

    Reply send(Request request) throws IOException {
        Map<String, Object> event = Json.object(request.body());
        Optional<String> problem = EventItem.problem(event);
        if (problem.isPresent()) return BrevoReplies.invalid(problem.get());
        state.addEvent(EventItem.of(event));
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
            Optional<String> problem = EventItem.problem(event);
            if (problem.isPresent()) errors.add(Map.of("eventIndex", List.of(i), "message", problem.get()));
            else state.addEvent(EventItem.of(event));
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
        if (limit > LARGEST_PAGE) return BrevoReplies.error(400, "out_of_range", "limit exceeds max value");
        try {
            List<Map<String, @Nullable Object>> shown =
                    state.newestEvents(EventFilter.of(request, state.now())).stream()
                            .map(EventRoutes::json)
                            .toList();
            return ContactRoutes.page("events", shown, limit, request);
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return BrevoReplies.invalid(String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, @Nullable Object> json(StoredEventRecord event) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("contact_id", event.contactId());
        json.put("event_name", event.name());
        json.put("event_date", event.date().toString());
        json.put("event_properties", event.properties());
        return json;
    }
}
