package io.tajo.client.transport;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** Says in words what broke a connection. */
final class FailureText {
    private FailureText() {}

    static String of(Throwable failure) {
        if (failure instanceof HttpConnectTimeoutException) return "no connection within the connect timeout";
        if (failure instanceof HttpTimeoutException) return "the answer was not complete within the attempt timeout";
        if (failure instanceof WebPageException) return "a web page came instead of an answer";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return "the host name is unknown";
            }
            if (cause instanceof ConnectException) return "the connection was refused";
            if (cause instanceof SSLException) return "the TLS handshake failed";
            if (cause instanceof EOFException) return "the connection was closed before the answer was complete";
        }
        return "the connection broke";
    }
}
