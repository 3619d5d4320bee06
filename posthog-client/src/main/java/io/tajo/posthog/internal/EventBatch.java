package io.tajo.posthog.internal;

import io.tajo.client.transport.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Events for one call, written as they are added. For one thread. */
final class EventBatch {
    /** PostHog's limit for a call. */
    static final int MAX_BYTES = 20_000_000;

    private static final byte[] END = "]}".getBytes(StandardCharsets.UTF_8);

    private final byte[] start;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int count;

    EventBatch(String token, boolean historical) {
        String key = new String(Json.write(token), StandardCharsets.UTF_8);
        start = ("{\"api_key\":" + key + ",\"historical_migration\":" + historical + ",\"batch\":[")
                .getBytes(StandardCharsets.UTF_8);
        clear();
    }

    boolean hasRoomFor(byte[] event) {
        return count == 0 || body.size() + 1 + event.length + END.length <= MAX_BYTES;
    }

    void add(byte[] event) {
        if (count++ > 0) body.write(',');
        body.writeBytes(event);
    }

    int count() {
        return count;
    }

    byte[] body() {
        body.writeBytes(END);
        return body.toByteArray();
    }

    void clear() {
        body.reset();
        body.writeBytes(start);
        count = 0;
    }
}
