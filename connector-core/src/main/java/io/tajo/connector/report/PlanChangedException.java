package io.tajo.connector.report;

/** A job would no longer do what its plan said; nothing was written. */
public final class PlanChangedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param job the job's name
     */
    public PlanChangedException(String job) {
        super("The plan of \"" + job + "\" is no longer what the job would do: persons or contacts have changed since. "
                + "Nothing was written. Preview it again and look at the new plan.");
    }
}
