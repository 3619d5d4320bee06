package io.tajo.client;

import org.jspecify.annotations.Nullable;

/** An answer came that can't be understood: truncated, malformed, or without what it must hold. */
public class DecodingException extends ClientException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was expected and what came
     */
    public DecodingException(String message) {
        super(message);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param message what was expected and what came
     * @param cause what was thrown below
     */
    public DecodingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
