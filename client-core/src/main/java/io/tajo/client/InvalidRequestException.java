package io.tajo.client;

/** The service does not accept what was sent (400, 409, 413, 422 and their like). */
public class InvalidRequestException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param failure what the service said
     */
    public InvalidRequestException(ApiFailure failure) {
        super(failure);
    }
}
