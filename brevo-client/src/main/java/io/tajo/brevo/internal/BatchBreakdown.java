package io.tajo.brevo.internal;

import io.tajo.brevo.events.EventResult;
import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.transport.Answer;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.Redaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What Brevo says of a batch that failed in part or as a whole: messages, each with the positions that it is about. */
final class BatchBreakdown {
    private BatchBreakdown() {}

    /** Returns a result for each event; empty if the answer is no such breakdown. */
    static Optional<List<EventResult>> read(Answer answer, int count) {
        JsonObject body = body(answer);
        if (answer.status() == 400 && !body.has("errors")) return Optional.empty();
        List<EventResult> results = new ArrayList<>(Collections.nCopies(count, new EventResult.Accepted()));
        Set<Integer> named = new HashSet<>();
        for (JsonObject error : body.objects("errors")) {
            String reason = Redaction.clean(error.text("message").orElse("no reason given"));
            for (int index : positions(error, count)) {
                results.set(index, new EventResult.Rejected(reason));
                named.add(index);
            }
        }
        // The batch failed as a whole: no contact was taken in, whichever is named.
        if (answer.status() == 400) return Optional.of(unnamed(results));
        OptionalLong failed = body.integer("failed_events");
        // What names nobody and counts nobody says nothing of anybody.
        boolean says = !named.isEmpty() || answer.status() != 207 || failed.isPresent();
        if (says && failed.orElse(0) <= named.size()) return Optional.of(results);
        return Optional.of(unnamed(results));
    }

    /** A breakdown may be long, and is read to its end; a refusal of the call itself may be anything. */
    private static JsonObject body(Answer answer) {
        try {
            return Json.object(answer);
        } catch (DecodingException e) {
            if (answer.status() == 400) return JsonObject.empty();
            throw e;
        }
    }

    /** Some failed and were not named: each that was not named may be among them. */
    private static List<EventResult> unnamed(List<EventResult> results) {
        results.replaceAll(result -> result instanceof EventResult.Accepted
                ? new EventResult.Unknown("Brevo refused some events of this call and did not say which")
                : result);
        return results;
    }

    /** An array of positions, or one by itself; those that no event has are left out. */
    private static List<Integer> positions(JsonObject error, int count) {
        List<Object> positions = error.list("eventIndex")
                .orElseGet(() -> error.value("eventIndex").stream().toList());
        return positions.stream()
                .map(position -> JsonObject.of(Map.of("index", position))
                        .integer("index")
                        .orElse(-1))
                .filter(index -> index >= 0 && index < count)
                .map(Long::intValue)
                .toList();
    }
}
