package io.tajo.posthog.query;

import io.tajo.client.transport.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a property as HogQL hands it out: {@code properties.x} is the JSON text of the value without its outer quotes,
 * so that a line break in it arrives as a backslash and an n. Stateless and safe for any thread.
 */
public final class PropertyText {
    private PropertyText() {}

    /**
     * Returns the value that PostHog holds.
     *
     * @param selected what a query returned for {@code properties.x}
     * @return text with its escapes resolved, a list or map for a nested value, and anything else as it is; numbers and
     *     booleans stay text, since HogQL does not tell {@code 1} from {@code "1"}
     */
    public static @Nullable Object decode(@Nullable Object selected) {
        if (!(selected instanceof String text) || text.isEmpty()) return selected;
        char first = text.charAt(0);
        if (first == '{' || first == '[') {
            Optional<Object> nested = Json.tryValue(text);
            if (nested.isPresent()) return nested.get();
        }
        if (text.indexOf('\\') < 0) return text;
        return Json.tryValue('"' + text + '"').orElse(text);
    }
}
