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
 * An event in the sandbox.
 *
 * @param uuid the event's id
 * @param event its name
 * @param personId whose it is
 * @param distinctId the id it was sent under
 * @param timestamp when it happened
 * @param properties any JSON
 */
public record EventRecord(
        UUID uuid,
        String event,
        UUID personId,
        String distinctId,
        Instant timestamp,
        Map<String, @Nullable Object> properties)
        implements Row {

    /** Copies the properties. */
    public EventRecord {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    @Override
    public @Nullable Object get(List<String> path) {
        return switch (path.get(0)) {
            case "uuid" -> uuid;
            case "event" -> event;
            case "person_id" -> personId;
            case "distinct_id" -> distinctId;
            case "timestamp" -> timestamp;
            case "properties" -> PropertyJson.select(properties, path.subList(1, path.size()));
            default -> throw new HogQlException("Unable to resolve field: " + String.join(".", path));
        };
    }
}
