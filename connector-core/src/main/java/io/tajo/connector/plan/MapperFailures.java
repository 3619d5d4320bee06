package io.tajo.connector.plan;

import org.jspecify.annotations.Nullable;

/** Tells a mapper that fails for some persons from one that fails for every person. For one thread. */
final class MapperFailures {
    /** So many equal exceptions in a row are one failure of the job. */
    static final int MOST_IN_A_ROW = 100;

    private static final int LONGEST_REASON = 200;

    private String last = "";
    private int inARow;
    private @Nullable RuntimeException everywhere;

    /** Notes that a person was mapped. */
    void mapped() {
        inARow = 0;
    }

    /** Notes that the mapper threw, and returns why the person is rejected. */
    String failed(RuntimeException e) {
        String place = place(e);
        inARow = place.equals(last) ? inARow + 1 : 1;
        last = place;
        if (inARow == MOST_IN_A_ROW && everywhere == null) everywhere = e;
        return reason(e);
    }

    /** Throws once the mapper has failed for too many persons in a row. */
    void check() {
        if (everywhere == null) return;
        throw new MappingFailedException(
                "The mapping failed for " + MOST_IN_A_ROW + " persons in a row with "
                        + everywhere.getClass().getSimpleName() + ": " + reason(everywhere)
                        + ". Its stack trace is in the log. Mend the mapping, and run the job again.",
                Masked.copyOf(everywhere));
    }

    /** Exceptions are equal that come from the same place: their messages may quote each person's own values. */
    private static String place(RuntimeException e) {
        StackTraceElement[] trace = e.getStackTrace();
        return e.getClass().getName() + (trace.length == 0 ? "" : " " + trace[0]);
    }

    private static String reason(RuntimeException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : Masked.addresses(e.getMessage());
        return message.length() > LONGEST_REASON ? message.substring(0, LONGEST_REASON) : message;
    }
}
