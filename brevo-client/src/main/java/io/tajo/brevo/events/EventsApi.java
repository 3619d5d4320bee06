package io.tajo.brevo.events;

import io.tajo.client.Paginator;
import java.util.List;

/**
 * Sends and reads custom events. Safe for any thread.
 *
 * <p>Brevo knows no idempotency key: an event sent twice is two events. So nothing is repeated here once it may have been
 * sent; what became of each event is in the receipt, and {@link #list} shows what Brevo has.
 *
 * @see <a href="https://developers.brevo.com/docs/event-endpoints">Brevo: event endpoints</a>
 */
public interface EventsApi {

    /**
     * Sends one event: {@code POST /events}, in the events quota. Not repeated when it is not known whether it was sent.
     *
     * @param event the event
     */
    void send(ContactEvent event);

    /**
     * Sends many events: {@code POST /events/batch}, a call for each 200 or 512 kilobytes of them, in the events quota (or
     * in that of every other route, once Brevo's headers show that it counts them there). Accepted is queued, not yet
     * stored.
     *
     * @param events the events
     * @return what became of each
     * @throws io.tajo.client.ClientException if the first call failed and surely sent nothing; a later failure is in the
     *     receipt
     */
    EventReceipt send(List<ContactEvent> events);

    /**
     * Lists events, newest first: {@code GET /events}, one call for each thousand, probably in the quota of every other
     * route.
     *
     * @param query which events
     * @return the events, read lazily; one that arrives meanwhile may show another twice
     */
    Paginator<StoredEvent> list(EventQuery query);
}
