package io.tajo.client;

/** The thread was interrupted while it waited or called. Its interrupt flag is set again. */
public final class CallInterruptedException extends ClientException {
    private static final long serialVersionUID = 1L;

    /** Whether the call may have reached the service. */
    private final boolean mayHaveBeenSent;

    /**
     * Creates the exception of a wait, and sets the thread's interrupt flag again.
     *
     * @param what what was interrupted
     * @param cause the interruption
     */
    public CallInterruptedException(String what, InterruptedException cause) {
        this(what, false, cause);
    }

    /**
     * Creates the exception and sets the thread's interrupt flag again.
     *
     * @param what what was interrupted
     * @param mayHaveBeenSent whether a call was on its way
     * @param cause the interruption
     */
    public CallInterruptedException(String what, boolean mayHaveBeenSent, InterruptedException cause) {
        super("Interrupted while " + what + ".", cause);
        this.mayHaveBeenSent = mayHaveBeenSent;
        Thread.currentThread().interrupt();
    }

    /** {@return whether the service may have got the call, because it was on its way; false if it waited to be sent} */
    public boolean mayHaveBeenSent() {
        return mayHaveBeenSent;
    }
}
