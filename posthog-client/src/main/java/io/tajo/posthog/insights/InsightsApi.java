package io.tajo.posthog.insights;

import io.tajo.client.Paginator;
import io.tajo.posthog.query.FunnelResult;

/**
 * Reads insights. Safe for any thread. Every method costs one call, or one a page, in PostHog's analytics quota (240 a
 * minute, 1,200 an hour), needs the scope {@code insight:read} and throws what the client throws.
 *
 * <p>What PostHog can't compute in time (504, 512 and 524) is not asked for again: save a narrower insight, or ask in
 * HogQL.
 *
 * @see <a href="https://posthog.com/docs/api/insights">PostHog: insights</a>
 */
public interface InsightsApi {

    /**
     * Lists insights without their answers, from {@code GET /api/projects/{id}/insights/}.
     *
     * @param query which insights
     * @return the insights, read lazily
     */
    Paginator<Insight> list(InsightQuery query);

    /**
     * Returns an insight with an answer that is computed anew; as {@link #get(long, Refresh)} otherwise.
     *
     * @param id its number
     * @return the insight; its result is not null
     */
    default Insight get(long id) {
        return get(id, Refresh.FORCE_BLOCKING);
    }

    /**
     * Returns an insight with an answer that is computed anew, by the id that stands in its address; as
     * {@link #getByShortId(String, Refresh)} otherwise.
     *
     * @param shortId the id
     * @return the insight; its result is not null
     */
    default Insight getByShortId(String shortId) {
        return getByShortId(shortId, Refresh.FORCE_BLOCKING);
    }

    /**
     * Returns an insight with its answer, from {@code GET /api/projects/{id}/insights/{insight}/}.
     *
     * @param id its number
     * @param refresh whether the answer may be an earlier one
     * @return the insight; its result is not null
     * @throws io.tajo.client.NotFoundException if there is none with that number
     * @throws InsightNotComputedException if PostHog sent no answer
     */
    Insight get(long id, Refresh refresh);

    /**
     * Returns an insight with its answer, by the id that stands in its address.
     *
     * @param shortId the id
     * @param refresh whether the answer may be an earlier one
     * @return the insight; its result is not null
     * @throws io.tajo.client.NotFoundException if there is none with that id
     * @throws InsightNotComputedException if PostHog sent no answer
     */
    Insight getByShortId(String shortId, Refresh refresh);

    /**
     * Computes a saved funnel anew and returns its steps.
     *
     * @param shortId the id that stands in its address
     * @return the funnel
     * @throws io.tajo.client.NotFoundException if there is no insight with that id
     * @throws InsightNotComputedException if PostHog sent no answer
     * @throws io.tajo.client.DecodingException if it is no funnel of steps, for example a trend
     */
    FunnelResult funnel(String shortId);
}
