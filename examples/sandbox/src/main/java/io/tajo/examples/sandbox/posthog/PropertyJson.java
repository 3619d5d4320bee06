package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.http.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Properties as HogQL hands them out: the JSON text of the value without its outer quotes, escapes and all. */
final class PropertyJson {
    private PropertyJson() {}

    static @Nullable Object select(Map<String, @Nullable Object> properties, List<String> path) {
        Object value = properties;
        for (String step : path) {
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        if (value == null) return null;
        if (value instanceof String text && isPlain(text)) return text;
        String json = Json.text(value);
        return value instanceof String ? json.substring(1, json.length() - 1) : json;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') return false;
        }
        return true;
    }
}
