package io.tajo.connector.deliver;

/** Takes what became of each change. */
public interface DeliveryListener {

    /**
     * Takes one outcome.
     *
     * @param person PostHog's id of the person
     * @param outcome what became of the change
     */
    void settle(String person, Outcome outcome);

    /**
     * Takes what became of contacts that were to leave a list.
     *
     * @param list the list
     * @param contacts how many
     * @param outcome what became of them
     */
    void left(long list, int contacts, Outcome outcome);

    /**
     * Takes a list that a contact does not join, because it has left the list since it was read.
     *
     * @param list the list
     */
    void withheld(long list);

    /**
     * Takes a value that a contact went without.
     *
     * @param attribute its attribute
     * @param reason why
     */
    void refused(String attribute, String reason);

    /**
     * Takes something that the caller should know.
     *
     * @param text in words; never a person's data
     */
    void remark(String text);
}
