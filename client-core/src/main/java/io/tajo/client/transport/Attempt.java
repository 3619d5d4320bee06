package io.tajo.client.transport;

import io.tajo.client.RateLimitSignal;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;

/** How one attempt failed: with an answer that is no success, or without one. */
sealed interface Attempt {

    /** An answer came. */
    record Refused(Answer answer, RateLimitSignal signal) implements Attempt {
        Optional<Duration> serverWait() {
            return signal.throttled() || answer.status() == 503 ? signal.resetAfter() : Optional.empty();
        }
    }

    /** No answer came. */
    record Broken(IOException failure) implements Attempt {
        boolean mayHaveBeenSent() {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof ConnectException
                        || cause instanceof NoRouteToHostException
                        || cause instanceof UnknownHostException
                        || cause instanceof SSLHandshakeException
                        || cause instanceof HttpConnectTimeoutException
                        || cause instanceof UnresolvedAddressException) {
                    return false;
                }
            }
            return true;
        }
    }
}
