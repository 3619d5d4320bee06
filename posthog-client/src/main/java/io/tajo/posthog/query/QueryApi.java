package io.tajo.posthog.query;

/**
 * Asks a project in HogQL. Safe for any thread.
 *
 * <p>Answers are always computed anew ({@code force_blocking}): PostHog's default may answer with yesterday's. Each page
 * is one call in PostHog's query quota (240 a minute, 2,400 an hour, three at once); a query that PostHog can't finish in
 * time is asked for in smaller pages, and then asynchronously, which costs a call for every look at it.
 *
 * @see <a href="https://posthog.com/docs/api/queries">PostHog: queries</a>
 */
public interface QueryApi {

    /**
     * Reads the rows of a query from {@code POST /api/projects/{id}/query/}, page by page, lazily: one page is held as
     * the compressed bytes that came. With {@link HogQl#keyset} it reads past PostHog's 50,000 rows, to an empty page;
     * without, it is one call and holds what that call returns.
     *
     * @param query what to ask
     * @return the rows; each traversal asks anew. Traversing throws what the client throws, and
     *     {@link QueryFailedException} if PostHog can't compute the answer
     */
    HogQlRows rows(HogQl query);
}
