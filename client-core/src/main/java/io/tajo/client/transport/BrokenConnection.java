package io.tajo.client.transport;

import io.tajo.client.ConnectionProblem;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Says what broke a connection, and what to do about it. Stateless and safe for any thread. */
final class BrokenConnection {
    private BrokenConnection() {}

    static ConnectionProblem problem(Throwable failure) {
        if (failure instanceof HttpConnectTimeoutException) return ConnectionProblem.CONNECT_TIMEOUT;
        if (failure instanceof HttpTimeoutException) return ConnectionProblem.ANSWER_TIMEOUT;
        if (failure instanceof WebPageException) return ConnectionProblem.WEB_PAGE;
        // The JDK wraps the failure of a name in one of a connection: what lies deeper says more.
        if (find(failure, UnresolvedAddressException.class).isPresent()
                || find(failure, UnknownHostException.class).isPresent()) return ConnectionProblem.UNKNOWN_HOST;
        if (find(failure, SSLException.class).isPresent()) return ConnectionProblem.TLS;
        if (find(failure, NoRouteToHostException.class).isPresent()) return ConnectionProblem.UNREACHABLE;
        Optional<ConnectException> refused = find(failure, ConnectException.class);
        if (refused.isPresent()) {
            return isUnreachable(refused.get()) ? ConnectionProblem.UNREACHABLE : ConnectionProblem.CONNECTION_REFUSED;
        }
        return find(failure, EOFException.class).isPresent() ? ConnectionProblem.CLOSED : ConnectionProblem.BROKEN;
    }

    /**
     * Returns what happened and what to do next.
     *
     * @param failure what the JDK threw
     * @param host the host that was called, with its port where it names one
     */
    static String text(Throwable failure, String host) {
        return switch (problem(failure)) {
            case UNKNOWN_HOST ->
                "the host name " + host + " is unknown. Check how it is spelt, and that this machine's "
                        + "DNS resolves it; behind a proxy, set an HttpClient that uses it with httpClient(...).";
            case CONNECTION_REFUSED ->
                "the connection was refused by " + host + ". Check host and port, and that no "
                        + "firewall or proxy on the way refuses it.";
            case UNREACHABLE ->
                "no way leads to " + host + " from here. Check this machine's network, and whether it "
                        + "reaches the internet through a proxy: httpClient(...).";
            case CONNECT_TIMEOUT ->
                "no connection to " + host
                        + " within the connect timeout, which TLS is a part of. Check that a firewall lets "
                        + "it through, or that a proxy is set with httpClient(...); raise connectTimeout(...) on a slow way.";
            case TLS ->
                "the TLS handshake with " + host + " failed" + reason(failure) + ". Check that the port speaks "
                        + "https, that this machine's clock is right, and that the JVM trusts the certificate: a proxy that "
                        + "reads TLS needs its own in the trust store (javax.net.ssl.trustStore), or an HttpClient with an "
                        + "SSLContext of its own.";
            case ANSWER_TIMEOUT ->
                "the answer was not complete within the attempt timeout. Try again, ask for less at a "
                        + "time, or raise attemptTimeout(...).";
            case CLOSED ->
                "the connection was closed before the answer was complete. Try again; if it stays, look for a "
                        + "proxy or firewall before " + host + " that cuts connections.";
            case WEB_PAGE ->
                "a web page came instead of an answer. Check that " + host + " is the service's own host, "
                        + "and no proxy or login page stands before it.";
            case BROKEN ->
                "the connection broke. Try again; if it stays, look for a proxy or firewall before " + host + ".";
        };
    }

    private static String reason(Throwable failure) {
        return find(failure, SSLException.class)
                .map(Throwable::getMessage)
                .map(message -> " (" + Redaction.clean(message) + ")")
                .orElse("");
    }

    private static boolean isUnreachable(ConnectException failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("unreachable") || message.contains("no route");
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) return Optional.of(type.cast(cause));
        }
        return Optional.empty();
    }
}
