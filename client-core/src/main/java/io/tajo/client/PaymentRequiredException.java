package io.tajo.client;

/** The account lacks credits, or its plan does not include the call (402). It concerns every call alike, not one row. */
public final class PaymentRequiredException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param failure what the service said
     */
    public PaymentRequiredException(ApiFailure failure) {
        super(failure);
    }
}
