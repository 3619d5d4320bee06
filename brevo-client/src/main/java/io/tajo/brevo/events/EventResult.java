package io.tajo.brevo.events;

/** What became of one event. */
public sealed interface EventResult {

    /** Brevo took it in. */
    record Accepted() implements EventResult {}

    /**
     * Brevo refused it: sent again it would be refused again.
     *
     * @param reason why, in Brevo's words
     */
    record Rejected(String reason) implements EventResult {}

    /**
     * Not known: the call broke off. Look at {@link EventsApi#list} after a minute before sending it again.
     *
     * @param reason how the call broke off
     */
    record Unknown(String reason) implements EventResult {}

    /** It was not sent, because a call before it failed. */
    record NotSent() implements EventResult {}
}
