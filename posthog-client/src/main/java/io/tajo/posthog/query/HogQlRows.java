package io.tajo.posthog.query;

import io.tajo.client.JsonObject;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Rows of a query, each a column's name with its value. PostHog hands out properties as text, whatever they were; the
 * accessors of {@link JsonObject} read numbers and booleans from it.
 */
@FunctionalInterface
public interface HogQlRows extends Iterable<JsonObject> {

    /** {@return the rows as a stream, read as it is consumed; it holds nothing that must be closed} */
    default Stream<JsonObject> stream() {
        return StreamSupport.stream(spliterator(), false);
    }
}
