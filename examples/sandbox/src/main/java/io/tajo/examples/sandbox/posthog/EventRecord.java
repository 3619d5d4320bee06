package io.tajo.examples.sandbox.posthog;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
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
 * @param timestamp when it happened, by the clock of the device
 * @param createdAt when PostHog took it in
 * @param properties any JSON
 */
public record EventRecord(
        UUID uuid,
        String event,
        UUID personId,
        String distinctId,
        Instant timestamp,
        Instant createdAt,
        Map<String, @Nullable Object> properties) {

    /** Copies the properties, and keeps microseconds as ClickHouse does. */
    public EventRecord {
        timestamp = timestamp.truncatedTo(ChronoUnit.MICROS);
        createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /**
     * Creates an event that PostHog took in when it happened.
     *
     * @param uuid the event's id
     * @param event its name
     * @param personId the person's id
     * @param distinctId the id it was sent under
     * @param timestamp when it happened
     * @param properties any JSON
     */
    public EventRecord(
            UUID uuid,
            String event,
            UUID personId,
            String distinctId,
            Instant timestamp,
            Map<String, @Nullable Object> properties) {
        this(uuid, event, personId, distinctId, timestamp, timestamp, properties);
    }

    /**
     * Returns the event as one that arrived later.
     *
     * @param moment when PostHog took it in
     * @return the changed copy
     */
    public EventRecord arrivedAt(Instant moment) {
        return new EventRecord(uuid, event, personId, distinctId, timestamp, moment, properties);
    }
}
