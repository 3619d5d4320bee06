package io.tajo.connector.deliver;

/** Takes what became of each change. */
@FunctionalInterface
public interface Receipts {

    /**
     * Takes one outcome.
     *
     * @param person PostHog's id of the person
     * @param outcome what became of the change
     */
    void settle(String person, Outcome outcome);
}
