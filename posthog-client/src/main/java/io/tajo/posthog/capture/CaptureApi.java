package io.tajo.posthog.capture;

/**
 * Sends events to PostHog. These are public routes: they know the project by its token ({@code projectToken(...)} of the
 * client's builder) and take no key. PostHog publishes no limit for them. Safe for any thread.
 *
 * <p>Each event carries a uuid from the moment it is made, so that sending it again, after a failure or by an automatic
 * repeat, is the same event to PostHog. Its removal of doubles is eventual.
 *
 * <p>Methods throw what the client throws, and {@link io.tajo.client.ConfigurationException} without a project token.
 * When sending many fails, those of earlier calls were accepted; it is safe to send all of them again.
 *
 * @see <a href="https://posthog.com/docs/api/capture">PostHog: capture</a>
 */
public interface CaptureApi {

    /**
     * Sends one event, to {@code POST /i/v0/e/}. One call.
     *
     * @param event the event
     * @return what PostHog took in
     */
    CaptureReceipt send(CaptureEvent event);

    /**
     * Sends many events, to {@code POST /batch/}, compressed: a call for every 20 MB of them. One batch is held in
     * memory.
     *
     * @param events the events, in the order in which they are sent
     * @return what PostHog took in
     */
    CaptureReceipt send(Iterable<CaptureEvent> events);

    /**
     * Sends events of the past, as a migration: PostHog takes them in beside its live ones, with their own timestamps.
     *
     * @param events the events, each with its {@link CaptureEvent#at timestamp}
     * @return what PostHog took in
     */
    CaptureReceipt sendHistorical(Iterable<CaptureEvent> events);
}
