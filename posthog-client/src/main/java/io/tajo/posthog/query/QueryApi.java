package io.tajo.posthog.query;

import io.tajo.client.JsonObject;
import io.tajo.client.Paginator;

/**
 * Asks a project in HogQL and by the queries that its insights are made of. Safe for any thread.
 *
 * <p>Answers are always computed anew ({@code force_blocking}): PostHog's default may answer with yesterday's. Each page
 * is one call in PostHog's query quota (240 a minute, 2,400 an hour, three at once); a query that PostHog can't finish in
 * time is asked for in smaller pages, and then asynchronously, which costs a call for every look at it. The key needs the
 * scope {@code query:read}.
 *
 * <p>Methods throw what the client throws, and {@link QueryFailedException} if PostHog can't compute the answer.
 *
 * @see <a href="https://posthog.com/docs/api/queries">PostHog: queries</a>
 */
public interface QueryApi {

    /**
     * Reads the rows of a query from {@code POST /api/projects/{id}/query/}, page by page, lazily: one page is held as
     * the compressed bytes that came. With {@link HogQl#keyset} it reads past PostHog's 50,000 rows, to an empty page;
     * without, it is one call of at most 50,000 rows; where the text has no LIMIT and more than the 100 rows that PostHog
     * then returns, reading them fails. The text's own LIMIT holds for all pages together.
     *
     * @param query what to ask
     * @return the rows; each traversal asks anew
     * @throws IllegalArgumentException if the text's LIMIT is above 50,000 and there is no keyset to page by: PostHog would
     *     cut the rows
     */
    HogQlRows rows(HogQl query);

    /**
     * Starts a query that is not waited for ({@code force_async}). A {@link HogQl#keyset} has no effect on it.
     *
     * @param query what to ask
     * @return the running query
     * @throws IllegalArgumentException if the text's LIMIT is above 50,000: PostHog would cut the rows
     */
    RunningQuery start(HogQl query);

    /**
     * Finds a query again that was started before, for example by a process that is gone.
     *
     * @param id the {@link RunningQuery#id}
     * @return the query, whether it runs or not
     */
    RunningQuery running(String id);

    /**
     * Computes a funnel: how many persons reached each step. One call, or some more if PostHog takes long.
     *
     * @param query the funnel
     * @return its steps
     */
    FunnelResult funnel(FunnelQuery query);

    /**
     * Lists actors: persons by their properties, or those who reached a step of a funnel or dropped out before it. One
     * call a page.
     *
     * <p>PostHog pages them by offset: a person who is deleted while they are read moves the others, and one of them may be
     * missed. Where that matters, compare their number with the funnel's count of the step, and read again.
     *
     * @param query which persons, and what of them
     * @return a row for each person under the names of the selected columns, read lazily
     */
    Paginator<JsonObject> actors(ActorsQuery query);

    /**
     * Lists events by an {@code EventsQuery}, oldest first, one call a page. Events of one moment are told apart by their
     * uuids, so that none is lost between two pages.
     *
     * @param query which events, and what of them
     * @return a row for each event under the names of the selected columns, read lazily
     */
    Paginator<JsonObject> events(EventsQuery query);
}
