package io.tajo.posthog.events;

import io.tajo.client.Paginator;

/**
 * Reads events over REST. Safe for any thread.
 *
 * <p>Meant for small look-ups, such as the last events of one person: PostHog calls the route all but deprecated. Ask
 * for many events, or for a few columns of them, in HogQL.
 *
 * @see <a href="https://posthog.com/docs/api/events">PostHog: events</a>
 */
public interface EventsApi {

    /**
     * Lists events, newest first, from {@code GET /api/projects/{id}/events/}; needs the scope {@code query:read}. One
     * call a page in PostHog's analytics quota (240 a minute, 1,200 an hour), and one more to be sure of the end: a short
     * page says nothing, since PostHog may return fewer events than asked for. More than a hundred events of exactly one
     * time cost some dozens of calls.
     *
     * <p>PostHog's own link to the next page loses events that share the time of the last one, so that it is not
     * followed: pages are read by time and uuid, and each event is handed out once. Events that arrive late, behind
     * where a traversal has read to, are not seen by it. Say {@link EventQuery#after} for long times: without, some
     * PostHogs look back a day from where they are asked, and no further.
     *
     * @param query which events
     * @return the events, read lazily; traversing throws what the client throws, and
     *     {@link io.tajo.client.DecodingException} if PostHog sends the same page again and again
     */
    Paginator<Event> list(EventQuery query);
}
