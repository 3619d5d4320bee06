package io.tajo.brevo.events;

import io.tajo.client.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as Brevo holds it.
 *
 * @param contactId Brevo's number for the contact; 0 if Brevo named none
 * @param name the event's name
 * @param date when it happened
 * @param properties its properties
 */
public record StoredEvent(
        long contactId, String name, @Nullable Instant date, JsonObject properties) {}
