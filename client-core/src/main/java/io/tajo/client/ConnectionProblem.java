package io.tajo.client;

/** Why no complete answer came. */
public enum ConnectionProblem {
    /** The host's name is not known here: it is misspelt, or this machine's name service does not answer. */
    UNKNOWN_HOST,
    /** The host is there and accepts no connection at the port. */
    CONNECTION_REFUSED,
    /** No way leads to the host from here. */
    UNREACHABLE,
    /** The host did not accept a connection within the connect timeout. */
    CONNECT_TIMEOUT,
    /** Both sides did not agree on TLS: a certificate that is not trusted here, or a port that speaks no TLS. */
    TLS,
    /** The answer was not complete within the attempt timeout. */
    ANSWER_TIMEOUT,
    /** The connection was closed before the answer was complete. */
    CLOSED,
    /** Something between here and the service answered with a web page of its own. */
    WEB_PAGE,
    /** The connection broke in another way. */
    BROKEN
}
