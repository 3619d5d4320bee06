package io.tajo.client;

/** An answer is larger than the client holds in memory. Ask for less of it at a time. */
public final class BodyTooLargeException extends DecodingException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which limit was passed
     */
    public BodyTooLargeException(String message) {
        super(message);
    }
}
