package io.tajo.connector.ledger;

/** The job is running already; running it twice at the same time would send everything twice. */
public final class JobRunningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which job, who runs it, and what to do
     */
    public JobRunningException(String message) {
        super(message);
    }
}
