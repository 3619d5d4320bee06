package io.tajo.client;

/** The thread was interrupted while it waited or called. Its interrupt flag is set again. */
public final class CallInterruptedException extends ClientException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception and sets the thread's interrupt flag again.
     *
     * @param what what was interrupted
     * @param cause the interruption
     */
    public CallInterruptedException(String what, InterruptedException cause) {
        super("Interrupted while " + what + ".", cause);
        Thread.currentThread().interrupt();
    }
}
