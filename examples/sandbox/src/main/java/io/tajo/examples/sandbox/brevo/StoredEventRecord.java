package io.tajo.examples.sandbox.brevo;

import java.time.Instant;
import java.util.Map;

/**
 * A custom event in the sandbox.
 *
 * @param contactId whose it is
 * @param email the contact's address when it came
 * @param name its name
 * @param date when it happened
 * @param properties its properties
 * @param shownFrom from when on Brevo's list shows it
 */
public record StoredEventRecord(
        long contactId, String email, String name, Instant date, Map<String, Object> properties, Instant shownFrom) {}
