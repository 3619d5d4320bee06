package io.tajo.client;

/** The service failed (5xx), or gave up waiting (408). It may have carried out the call before it did. */
public final class ServerException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param failure what the service said
     */
    public ServerException(ApiFailure failure) {
        super(failure);
    }
}
