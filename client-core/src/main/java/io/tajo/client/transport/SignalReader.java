package io.tajo.client.transport;

import io.tajo.client.RateLimitSignal;
import io.tajo.client.RouteGroup;
import java.net.http.HttpHeaders;

/** Reads what an answer says about quotas. */
@FunctionalInterface
public interface SignalReader {

    /**
     * Reads one answer.
     *
     * @param group the routes that answered
     * @param status the answer's status
     * @param headers its headers
     * @return what it says; {@link RateLimitSignal#NONE} if nothing
     */
    RateLimitSignal read(RouteGroup group, int status, HttpHeaders headers);
}
