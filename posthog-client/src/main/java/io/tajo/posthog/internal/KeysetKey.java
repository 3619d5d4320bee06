package io.tajo.posthog.internal;

import java.util.Collections;
import java.util.List;

/**
 * The key of a row: what the next page is behind.
 *
 * @param parts its values, as they came
 * @param times which of them are times
 */
record KeysetKey(List<Object> parts, List<Boolean> times) {
    KeysetKey {
        parts = List.copyOf(parts);
        times = List.copyOf(times);
    }

    /** A key of which no part is a time. */
    static KeysetKey of(List<Object> parts) {
        return new KeysetKey(parts, Collections.nCopies(parts.size(), false));
    }

    static KeysetKey of(List<Object> parts, List<String> types) {
        return new KeysetKey(
                parts, types.stream().map(type -> type.contains("DateTime")).toList());
    }
}
