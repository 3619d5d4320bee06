package io.tajo.posthog.internal;

import io.tajo.client.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads numbers that a server may leave out. */
final class Numbers {
    private static final BigDecimal MILLIS = BigDecimal.valueOf(1_000);

    private Numbers() {}

    static @Nullable Long integer(JsonObject json, String field) {
        OptionalLong number = json.integer(field);
        return number.isPresent() ? number.getAsLong() : null;
    }

    /** To the millisecond. */
    static @Nullable Duration seconds(JsonObject json, String field) {
        return json.decimal(field)
                .map(seconds -> Duration.ofMillis(seconds.multiply(MILLIS).longValue()))
                .orElse(null);
    }
}
