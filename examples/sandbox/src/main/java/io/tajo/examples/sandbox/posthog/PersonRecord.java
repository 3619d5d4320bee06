package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.hogql.HogQlException;
import io.tajo.examples.sandbox.hogql.Row;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person in the sandbox.
 *
 * @param id the person's id
 * @param distinctId an id that the person's events carry
 * @param createdAt when the person was first seen
 * @param properties any JSON
 */
public record PersonRecord(UUID id, String distinctId, Instant createdAt, Map<String, @Nullable Object> properties)
        implements Row {

    /** Copies the properties. */
    public PersonRecord {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    @Override
    public @Nullable Object get(List<String> path) {
        return switch (path.get(0)) {
            case "id" -> id;
            case "created_at" -> createdAt;
            case "is_identified" -> true;
            case "properties" -> PropertyJson.select(properties, path.subList(1, path.size()));
            default -> throw new HogQlException("Unable to resolve field: " + String.join(".", path));
        };
    }
}
