package io.tajo.examples.sandbox.hogql;

import io.tajo.examples.sandbox.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** ClickHouse's functions that read inside a JSON text. Stateless. */
final class JsonPaths {
    private JsonPaths() {}

    /** Returns the JSON text of what a path leads to, as it was sent; empty text where there is nothing. */
    static String raw(Object json, List<?> path) {
        return has(json, path) ? Json.text(find(json, path)) : "";
    }

    /** Returns the text that a path leads to, with its escapes resolved; empty text where there is none. */
    static String string(Object json, List<?> path) {
        return find(json, path) instanceof String text ? text : "";
    }

    static boolean has(Object json, List<?> path) {
        Object holder = find(json, path.subList(0, path.size() - 1));
        return holder instanceof Map<?, ?> map && map.containsKey(String.valueOf(path.get(path.size() - 1)));
    }

    private static @Nullable Object find(Object json, List<?> path) {
        Object found = json instanceof String text ? parsed(text) : json;
        for (Object step : path) found = found instanceof Map<?, ?> map ? map.get(String.valueOf(step)) : null;
        return found;
    }

    private static Object parsed(String text) {
        try {
            return Json.object(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // ClickHouse finds nothing in a text that is no JSON.
            return Map.of();
        }
    }
}
