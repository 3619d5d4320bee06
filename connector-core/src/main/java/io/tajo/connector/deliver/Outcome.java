package io.tajo.connector.deliver;

/** What became of one change. */
public sealed interface Outcome {
    /** Brevo is proven to hold it. */
    record Applied() implements Outcome {}

    /** It is not known yet: it was not sent, or its import has not ended. The next run finds out. */
    record Pending() implements Outcome {}

    /**
     * Brevo does not hold it.
     *
     * @param reason why, in Brevo's words or the library's
     */
    record Failed(String reason) implements Outcome {}
}
