package io.tajo.connector.mapping;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event as read.
 *
 * @param uuid PostHog's uuid of it
 * @param name its name in PostHog
 * @param timestamp when it happened, by the clock of the device
 * @param takenIn when PostHog took it in
 * @param address the address of its person as it was typed; empty if there is none
 * @param properties the properties that were asked for
 * @param skipReason why the mapping skips its person; empty if it does not, or if that is not known
 */
public record SourceEvent(
        String uuid,
        String name,
        Instant timestamp,
        Instant takenIn,
        Optional<String> address,
        Map<String, @Nullable Object> properties,
        Optional<String> skipReason) {

    /**
     * Copies the properties.
     *
     * @param uuid PostHog's uuid of it
     * @param name its name in PostHog
     * @param timestamp when it happened, by the clock of the device
     * @param takenIn when PostHog took it in
     * @param address the address of its person as it was typed; empty if there is none
     * @param properties the properties that were asked for
     * @param skipReason why the mapping skips its person; empty if it does not, or if that is not known
     */
    public SourceEvent {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** {@return name and uuid: everything else may be personal} */
    @Override
    public String toString() {
        return "SourceEvent[" + name + ", " + uuid + "]";
    }
}
