package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.http.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** PostHog's errors, in their own shape. */
final class PostHogReplies {
    private PostHogReplies() {}

    static Reply error(int status, String type, String code, String detail) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", type);
        body.put("code", code);
        body.put("detail", detail);
        body.put("attr", null);
        return Reply.json(status, body);
    }

    static Reply notFound() {
        return error(404, "invalid_request", "not_found", "Not found.");
    }

    static Reply throttled(String detail) {
        return error(429, "throttled_error", "throttled", detail);
    }
}
