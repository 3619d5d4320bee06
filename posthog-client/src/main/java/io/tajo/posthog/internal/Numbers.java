package io.tajo.posthog.internal;

import io.tajo.client.JsonObject;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads numbers that a server may leave out. */
final class Numbers {
    private Numbers() {}

    static @Nullable Long integer(JsonObject json, String field) {
        OptionalLong number = json.integer(field);
        return number.isPresent() ? number.getAsLong() : null;
    }
}
