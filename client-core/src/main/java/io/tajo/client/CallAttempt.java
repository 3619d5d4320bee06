package io.tajo.client;

import java.time.Duration;

/**
 * One attempt of one call, as a {@link CallListener} sees it.
 *
 * @param service the service that was called, "PostHog" or "Brevo"
 * @param group the routes whose quota it used
 * @param route method and path template, for example {@code GET /contacts/{identifier}}
 * @param number 1 for the first attempt of a call, 2 for its first repeat
 * @param status the answer's status, 0 if none came
 * @param waited time spent waiting for a permit
 * @param duration time from sending to the end of the body
 * @param bytesSent size of the request's body
 * @param bytesReceived size of the answer's body as it travelled
 */
public record CallAttempt(
        String service,
        RouteGroup group,
        String route,
        int number,
        int status,
        Duration waited,
        Duration duration,
        long bytesSent,
        long bytesReceived) {}
