package io.tajo.client.transport;

import io.tajo.client.RateLimitSignal;
import java.net.http.HttpHeaders;

/** Reads what an answer's headers say about quotas. */
@FunctionalInterface
public interface SignalReader {

    /**
     * Reads one answer.
     *
     * @param status its status
     * @param headers its headers
     * @return what they say; {@link RateLimitSignal#NONE} if nothing
     */
    RateLimitSignal read(int status, HttpHeaders headers);
}
