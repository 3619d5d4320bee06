package io.tajo.client.transport;

import io.tajo.client.ApiException;
import io.tajo.client.RateLimitSignal;

/** Turns a service's refusal into the exception that tells its caller what to do. */
@FunctionalInterface
public interface ErrorReader {

    /**
     * Returns the exception for an answer that is no success.
     *
     * @param answer the answer; its body may be JSON, text, HTML or empty
     * @param signal what its headers said about quotas
     * @return the exception, to be thrown by the transport
     */
    ApiException read(Answer answer, RateLimitSignal signal);
}
