package io.tajo.connector.mapping;

import io.tajo.client.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the type of a computed attribute before the first person is read. */
final class ComputedType {
    private static final Profile NOBODY = Profile.of("nobody", JsonObject.empty());

    private ComputedType() {}

    static Transform of(Function<Profile, ? extends @Nullable Object> function) {
        Object value = sample(function);
        if (value instanceof Boolean) return Transforms.bool();
        if (value instanceof Number) return Transforms.number();
        if (value instanceof Instant || value instanceof LocalDate) return Transforms.date();
        return Transforms.text();
    }

    private static @Nullable Object sample(Function<Profile, ? extends @Nullable Object> function) {
        try {
            return function.apply(NOBODY);
        } catch (RuntimeException needsSomebody) {
            // A function that can't do without a field tells nothing; its attribute is text.
            return null;
        }
    }
}
