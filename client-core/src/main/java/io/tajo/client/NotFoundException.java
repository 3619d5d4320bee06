package io.tajo.client;

/** What the call names does not exist, or this key may not see it (404). */
public final class NotFoundException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param failure what the service said
     */
    public NotFoundException(ApiFailure failure) {
        super(failure);
    }
}
