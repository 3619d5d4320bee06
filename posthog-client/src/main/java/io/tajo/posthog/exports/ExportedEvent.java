package io.tajo.posthog.exports;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the events model.
 *
 * @param uuid the event's uuid, by which a doubled row is known
 * @param event the event's name
 * @param distinctId the id that the person was seen under
 * @param personId the person's uuid, if there is a person
 * @param timestamp when it happened
 * @param createdAt when PostHog took it in
 * @param properties the event's properties
 * @param personProperties what was known about the person
 */
public record ExportedEvent(
        String uuid,
        String event,
        String distinctId,
        @Nullable String personId,
        @Nullable Instant timestamp,
        @Nullable Instant createdAt,
        JsonObject properties,
        JsonObject personProperties) {

    /**
     * Reads a row.
     *
     * @param row a row of an exported file
     * @return the event
     * @throws DecodingException if the row is none of the events model
     */
    public static ExportedEvent of(JsonObject row) {
        return new ExportedEvent(
                Rows.text(row, "uuid"),
                Rows.text(row, "event"),
                Rows.text(row, "distinct_id"),
                row.text("person_id").orElse(null),
                row.instant("timestamp").orElse(null),
                row.instant("created_at").orElse(null),
                Rows.properties(row, "properties"),
                Rows.properties(row, "person_properties"));
    }

    /** {@return name and uuid: everything else may be a person's} */
    @Override
    public String toString() {
        return "ExportedEvent[" + event + ", " + uuid + "]";
    }
}
