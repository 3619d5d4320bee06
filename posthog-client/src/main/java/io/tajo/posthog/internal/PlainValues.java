package io.tajo.posthog.internal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Properties as JSON takes them. */
final class PlainValues {
    private PlainValues() {}

    static Map<String, @Nullable Object> of(Map<String, ? extends @Nullable Object> properties) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        properties.forEach(
                (name, value) -> plain.put(name, value instanceof Instant moment ? moment.toString() : value));
        return plain;
    }
}
