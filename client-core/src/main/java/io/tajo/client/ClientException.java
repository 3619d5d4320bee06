package io.tajo.client;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What every failure of a client extends. Messages say what is wrong, where, and what to do next; they never hold a
 * key, an address or a body.
 */
public abstract class ClientException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates a failure.
     *
     * @param message what is wrong, where, and what to do next
     */
    protected ClientException(String message) {
        super(message);
    }

    /**
     * Creates a failure with its cause.
     *
     * @param message what is wrong, where, and what to do next
     * @param cause what was thrown below, if anything was
     */
    protected ClientException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** {@return what is wrong, where, and what to do next; never null} */
    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), "");
    }
}
