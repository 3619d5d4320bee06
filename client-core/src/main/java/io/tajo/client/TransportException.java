package io.tajo.client;

/** No complete answer came: the host is unreachable, the connection broke, or the deadline passed. */
public final class TransportException extends ClientException {
    private static final long serialVersionUID = 1L;

    /** Whether the server may have seen the request. */
    private final boolean mayHaveBeenSent;

    /**
     * Creates the exception.
     *
     * @param message what happened and what to do next
     * @param mayHaveBeenSent whether the server may have seen the request
     * @param cause the failure of the connection
     */
    public TransportException(String message, boolean mayHaveBeenSent, Throwable cause) {
        super(message, cause);
        this.mayHaveBeenSent = mayHaveBeenSent;
    }

    /**
     * Returns whether the server may have seen, and carried out, the request. If not, it is safe to send again
     * whatever it does.
     *
     * @return false only if the request provably never left
     */
    public boolean mayHaveBeenSent() {
        return mayHaveBeenSent;
    }
}
