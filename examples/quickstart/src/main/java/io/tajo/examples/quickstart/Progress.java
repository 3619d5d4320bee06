package io.tajo.examples.quickstart;

import io.tajo.connector.job.SyncJob;
import io.tajo.connector.report.SyncListener;
import java.io.PrintStream;

/** Prints how a run goes: a line now and then, never one for each person. */
final class Progress implements SyncListener {
    private static final long STEP = 1_000;

    private final PrintStream out;
    private long read;
    private long delivered;

    Progress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void started(SyncJob job) {
        out.printf("%s ...%n", job.name());
    }

    @Override
    public void read(SyncJob job, long persons) {
        if (persons - read >= STEP) out.printf("  read %,d persons%n", persons);
        read = persons;
    }

    @Override
    public void delivered(SyncJob job, long contacts) {
        if (contacts / STEP > delivered / STEP) out.printf("  delivered %,d contacts%n", contacts);
        delivered = contacts;
    }
}
