package io.tajo.posthog.capture;

/**
 * An event that was not sent.
 *
 * @param uuid the event's uuid
 * @param event the event's name
 * @param reason why not, and what to do about it
 */
public record RejectedEvent(String uuid, String event, String reason) {}
