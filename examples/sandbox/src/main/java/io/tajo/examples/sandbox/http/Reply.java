package io.tajo.examples.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a route answers.
 *
 * @param status the status
 * @param body the body, not compressed
 * @param headers headers besides the body's own
 */
@SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
public record Reply(int status, byte[] body, Map<String, String> headers) {

    /**
     * Returns an answer of JSON.
     *
     * @param status the status
     * @param value the value
     * @return the answer
     */
    public static Reply json(int status, @Nullable Object value) {
        return new Reply(status, Json.bytes(value), Map.of("Content-Type", "application/json"));
    }

    /**
     * Returns an answer without a body.
     *
     * @param status the status
     * @return the answer
     */
    public static Reply empty(int status) {
        return new Reply(status, new byte[0], Map.of());
    }

    /**
     * Returns an answer of text.
     *
     * @param status the status
     * @param text the text
     * @param contentType its type
     * @return the answer
     */
    public static Reply text(int status, String text, String contentType) {
        return new Reply(status, text.getBytes(StandardCharsets.UTF_8), Map.of("Content-Type", contentType));
    }

    /**
     * Returns the answer with more headers.
     *
     * @param more the headers
     * @return the answer
     */
    public Reply with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Reply(status, body, all);
    }
}
