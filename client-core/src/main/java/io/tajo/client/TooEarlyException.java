package io.tajo.client;

/** The service is still busy with the same thing (425). Try again in a moment. */
public final class TooEarlyException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param failure what the service said
     */
    public TooEarlyException(ApiFailure failure) {
        super(failure);
    }
}
