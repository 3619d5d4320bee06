package io.tajo.examples.sandbox.posthog;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
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
public record PersonRecord(UUID id, String distinctId, Instant createdAt, Map<String, @Nullable Object> properties) {

    /** Copies the properties. */
    public PersonRecord {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
}
