package io.tajo.client;

/** No complete answer came: the host is unreachable, the connection broke, or the deadline passed. */
public final class TransportException extends ClientException {
    private static final long serialVersionUID = 1L;

    /** Whether the server may have seen the request. */
    private final boolean mayHaveBeenSent;

    /** Why no complete answer came. */
    private final ConnectionProblem problem;

    /**
     * Creates the exception.
     *
     * @param message what happened and what to do next
     * @param problem why no complete answer came
     * @param mayHaveBeenSent whether the server may have seen the request
     * @param cause the failure of the connection
     */
    public TransportException(String message, ConnectionProblem problem, boolean mayHaveBeenSent, Throwable cause) {
        super(message, cause);
        this.problem = problem;
        this.mayHaveBeenSent = mayHaveBeenSent;
    }

    /** {@return why no complete answer came} */
    public ConnectionProblem problem() {
        return problem;
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
