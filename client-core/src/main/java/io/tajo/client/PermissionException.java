package io.tajo.client;

import java.util.Optional;

/** The key is valid but may not do this (403). */
public final class PermissionException extends ApiException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<String> missingScope;

    /**
     * Creates the exception.
     *
     * @param failure what the service said
     * @param missingScope the scope that the key lacks, if the service named it
     */
    public PermissionException(ApiFailure failure, Optional<String> missingScope) {
        super(failure);
        this.missingScope = missingScope;
    }

    /** {@return the scope that the key lacks, if the service named it} */
    public Optional<String> missingScope() {
        return missingScope;
    }
}
