package io.tajo.connector.ledger;

/** Another run has taken the job over, because this one had not renewed its hold in time. What it was to write is not on record. */
public final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which job, and what to do
     */
    public LeaseLostException(String message) {
        super(message);
    }
}
