package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.http.Reply;
import io.tajo.examples.sandbox.http.Request;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The route of session recordings. */
final class RecordingRoutes {
    private static final int STANDARD_PAGE = 50;

    private final PostHogState state;

    RecordingRoutes(PostHogState state) {
        this.state = state;
    }

    Reply list(Request request) {
        try {
            return page(request);
        } catch (DateTimeParseException e) {
            return PostHogReplies.error(400, "validation_error", "invalid_input", String.valueOf(e.getMessage()));
        }
    }

    private Reply page(Request request) {
        int limit = request.number("limit", STANDARD_PAGE);
        int offset = request.number("offset", 0);
        Optional<Instant> from = moment(request, "date_from");
        Optional<Instant> to = moment(request, "date_to");
        List<RecordingRecord> all = state.recordings().stream()
                .filter(one -> from.map(time -> !one.startedAt().isBefore(time)).orElse(true))
                .filter(one -> to.map(time -> !one.startedAt().isAfter(time)).orElse(true))
                .filter(one -> request.param("person_uuid")
                        .map(id -> id.equals(one.personId().toString()))
                        .orElse(true))
                .filter(one -> request.param("session_ids")
                        .map(ids -> ids.contains('"' + one.sessionId() + '"'))
                        .orElse(true))
                .filter(one -> request.param("distinct_ids")
                        .map(ids -> state.person(one.personId())
                                .filter(person -> ids.contains('"' + person.distinctId() + '"'))
                                .isPresent())
                        .orElse(true))
                .sorted(order(request))
                .toList();
        List<Map<String, @Nullable Object>> results =
                all.subList(Math.min(offset, all.size()), Math.min(offset + limit, all.size())).stream()
                        .map(this::json)
                        .toList();
        return Reply.json(200, Map.of("results", results, "has_next", offset + limit < all.size(), "version", 4));
    }

    private static Comparator<RecordingRecord> order(Request request) {
        Comparator<RecordingRecord> order = switch (request.param("order").orElse("start_time")) {
            case "console_error_count" -> Comparator.comparing(RecordingRecord::consoleErrors);
            case "active_seconds" -> Comparator.comparing(RecordingRecord::active);
            case "click_count" -> Comparator.comparing(RecordingRecord::clicks);
            case "keypress_count" -> Comparator.comparing(RecordingRecord::keyPresses);
            default -> Comparator.comparing(RecordingRecord::startedAt);
        };
        boolean ascending = request.param("order_direction").orElse("DESC").equalsIgnoreCase("ASC");
        return (ascending ? order : order.reversed()).thenComparing(RecordingRecord::sessionId);
    }

    private static Optional<Instant> moment(Request request, String name) {
        return request.param(name).map(text -> OffsetDateTime.parse(text).toInstant());
    }

    private Map<String, @Nullable Object> json(RecordingRecord recording) {
        Optional<PersonRecord> person = state.person(recording.personId());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", recording.sessionId());
        json.put("distinct_id", person.map(PersonRecord::distinctId).orElse(null));
        json.put("person", person.map(PersonRoutes::json).orElse(null));
        json.put("start_time", recording.startedAt().toString());
        json.put("end_time", recording.endedAt().toString());
        json.put("recording_duration", recording.active().toSeconds());
        json.put("active_seconds", recording.active().toMillis() / 1_000.0);
        json.put("click_count", recording.clicks());
        json.put("keypress_count", recording.keyPresses());
        json.put("console_error_count", recording.consoleErrors());
        json.put("ongoing", false);
        return json;
    }
}
