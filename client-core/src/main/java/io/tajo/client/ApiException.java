package io.tajo.client;

import java.util.Optional;

/** The service answered, and refused. There is a subclass for each cause that a caller would treat differently. */
public class ApiException extends ClientException {
    private static final long serialVersionUID = 1L;

    private final transient ApiFailure failure;

    /**
     * Creates the exception.
     *
     * @param failure what the service said
     */
    public ApiException(ApiFailure failure) {
        super(failure.message());
        this.failure = failure;
    }

    /** {@return all that the service said} */
    public ApiFailure failure() {
        return failure;
    }

    /** {@return the HTTP status} */
    public int status() {
        return failure.status();
    }

    /** {@return the service's own word for the error; empty if it gave none} */
    public String code() {
        return failure.code();
    }

    /** {@return what the service's support finds the call by} */
    public Optional<String> requestId() {
        return failure.requestId();
    }

    /** {@return what to do about it} */
    public String nextStep() {
        return failure.nextStep();
    }
}
