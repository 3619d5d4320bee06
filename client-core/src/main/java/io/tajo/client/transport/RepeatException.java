package io.tajo.client.transport;

import java.io.Serial;

/** Asks the retry loop for another attempt. Never leaves the transport. */
final class RepeatException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    RepeatException() {
        super("another attempt is due", null, false, false);
    }
}
