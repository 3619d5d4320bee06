package io.tajo.examples.sandbox.brevo;

import io.tajo.examples.sandbox.http.Reply;
import java.util.Map;

/** Brevo's errors, in their own shape. */
final class BrevoReplies {
    private BrevoReplies() {}

    static Reply error(int status, String code, String message) {
        return Reply.json(status, Map.of("code", code, "message", message));
    }

    static Reply invalid(String message) {
        return error(400, "invalid_parameter", message);
    }

    static Reply notFound(String message) {
        return error(404, "document_not_found", message);
    }
}
