package io.tajo.examples.sandbox.hogql;

/** A query that PostHog would refuse. */
public final class HogQlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message why
     */
    public HogQlException(String message) {
        super(message);
    }
}
