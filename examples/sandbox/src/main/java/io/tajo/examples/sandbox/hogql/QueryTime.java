package io.tajo.examples.sandbox.hogql;

import java.time.Instant;
import java.time.ZoneId;

/**
 * When and where a query is asked.
 *
 * @param now what {@code now()} is
 * @param zone the project's time zone: texts without an offset are times of day in it, and moments are shown in it
 */
public record QueryTime(Instant now, ZoneId zone) {}
