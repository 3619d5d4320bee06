package io.tajo.connector.plan;

import io.tajo.brevo.events.ContactEvent;
import java.time.Instant;

/**
 * An event on its way to Brevo.
 *
 * @param uuid PostHog's uuid of it
 * @param happened when it happened
 * @param event the event as Brevo takes it
 */
public record PlannedEvent(String uuid, Instant happened, ContactEvent event) {}
