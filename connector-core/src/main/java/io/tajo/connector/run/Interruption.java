package io.tajo.connector.run;

import io.tajo.client.CallInterruptedException;

/** Ends a run whose thread is interrupted, also where no call would notice it. */
final class Interruption {
    /** What the report of an interrupted run says. */
    static final String REASON = "The run was interrupted. The next run goes on from here.";

    private Interruption() {}

    /** Throws if the thread is interrupted, and leaves it interrupted. */
    static void check() {
        if (isPending()) throw new CallInterruptedException("syncing", new InterruptedException());
    }

    static boolean isPending() {
        return Thread.currentThread().isInterrupted();
    }
}
