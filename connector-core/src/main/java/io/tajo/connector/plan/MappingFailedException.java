package io.tajo.connector.plan;

/** The mapper fails for every person. Its cause is the mapper's exception, in which addresses are masked. */
public final class MappingFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MappingFailedException(String message, Masked cause) {
        super(message, cause);
    }
}
