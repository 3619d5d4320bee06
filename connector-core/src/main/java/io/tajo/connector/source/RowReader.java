package io.tajo.connector.source;

/** Reads a job that has rows of its own, and not PostHog's persons. For one thread and one run. */
public interface RowReader extends JobReader {

    /** {@return the rows; each step of it may call PostHog} */
    Reading open();
}
