package io.tajo.brevo.processes;

import java.util.Locale;

/**
 * How far a process is. An open value: Brevo may know more than are named here.
 *
 * @param value Brevo's word for it
 */
public record ProcessStatus(String value) {
    /** Waits for its turn. */
    public static final ProcessStatus QUEUED = new ProcessStatus("queued");
    /** Runs. */
    public static final ProcessStatus IN_PROCESS = new ProcessStatus("in_process");
    /** Runs, in another word. */
    public static final ProcessStatus PROCESSING = new ProcessStatus("processing");
    /** Has done its work; rows may have been rejected. */
    public static final ProcessStatus COMPLETED = new ProcessStatus("completed");
    /** Has failed. */
    public static final ProcessStatus FAILED = new ProcessStatus("failed");
    /** Was cancelled. */
    public static final ProcessStatus CANCELLED = new ProcessStatus("cancelled");

    /**
     * Writes the word in lower case.
     *
     * @param value Brevo's word for it
     */
    public ProcessStatus {
        value = value.toLowerCase(Locale.ROOT);
    }

    /** {@return whether nothing more will happen; false for a word that is not known} */
    public boolean ended() {
        return equals(COMPLETED) || equals(FAILED) || equals(CANCELLED);
    }

    /** {@return whether the work was done} */
    public boolean succeeded() {
        return equals(COMPLETED);
    }

    /** {@return Brevo's word for it} */
    @Override
    public String toString() {
        return value;
    }
}
