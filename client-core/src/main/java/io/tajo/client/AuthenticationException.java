package io.tajo.client;

/** The key is missing, wrong, expired or not accepted from here (401). */
public class AuthenticationException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param failure what the service said
     */
    public AuthenticationException(ApiFailure failure) {
        super(failure);
    }
}
