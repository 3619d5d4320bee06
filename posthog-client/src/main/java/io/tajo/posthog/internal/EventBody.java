package io.tajo.posthog.internal;

import io.tajo.posthog.capture.CaptureEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as the capture routes take it. */
final class EventBody {
    private EventBody() {}

    static Map<String, @Nullable Object> of(CaptureEvent event, Instant now) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("event", event.event());
        body.put("distinct_id", event.distinctId());
        body.put("uuid", event.uuid());
        body.put("timestamp", event.timestamp().orElse(now).toString());
        body.put("properties", event.properties());
        return body;
    }
}
