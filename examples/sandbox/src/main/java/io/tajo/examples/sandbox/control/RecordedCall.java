package io.tajo.examples.sandbox.control;

import java.time.Instant;

/**
 * A call that a sandbox has answered.
 *
 * @param service whom
 * @param route method and path template, for example {@code GET /contacts/{identifier}}
 * @param path the path and query that were asked for
 * @param status the status that was sent, 0 if the connection was closed without one
 * @param at when it came
 */
public record RecordedCall(Service service, String route, String path, int status, Instant at) {}
