package io.tajo.posthog.cohorts;

import io.tajo.client.Paginator;
import io.tajo.posthog.persons.Person;
import io.tajo.posthog.query.HogQlRows;

/**
 * Reads cohorts. Safe for any thread. Every method throws what the client throws.
 *
 * @see <a href="https://posthog.com/docs/api/cohorts">PostHog: cohorts</a>
 */
public interface CohortsApi {

    /**
     * Lists cohorts from {@code GET /api/projects/{id}/cohorts/}; needs the scope {@code cohort:read}. One call a page
     * in PostHog's general quota (480 a minute, 4,800 an hour).
     *
     * @param query which cohorts, and how
     * @return the cohorts, read lazily
     */
    Paginator<Cohort> list(CohortQuery query);

    /**
     * Returns one cohort from {@code GET /api/projects/{id}/cohorts/{cohort}/}. One call, as {@link #list}.
     *
     * @param id its number
     * @return the cohort
     * @throws io.tajo.client.NotFoundException if there is none with that number
     */
    Cohort get(long id);

    /**
     * Reads the members in HogQL, whatever their number: the id of each, under {@code id}, and the properties named, each
     * under its own name. One call for 50,000 of them, in the query quota (240 a minute, 2,400 an hour); needs the scopes
     * {@code query:read} and {@code cohort:read}.
     *
     * <p>They are the members of the last calculation that ended well: see {@link Cohort#state()}.
     *
     * @param id the cohort's number
     * @param properties properties of the person, as PostHog spells them; none called {@code id}
     * @return the members; each traversal asks anew
     */
    HogQlRows members(long id, String... properties);

    /**
     * Lists the members from {@code GET /api/projects/{id}/cohorts/{cohort}/persons/}, with all properties and at most
     * ten distinct ids each. One call a page in the analytics quota (240 a minute, 1,200 an hour), each of which
     * computes the cohort anew; needs the scopes {@code cohort:read} and {@code person:read}. For small cohorts.
     *
     * @param id the cohort's number
     * @return the members, newest first, read lazily
     */
    Paginator<Person> membersByRest(long id);

    /**
     * Lists how the calculations of a cohort went, from {@code GET /api/projects/{id}/cohorts/{cohort}/
     * calculation_history/}. One call a page, as {@link #list}.
     *
     * @param id the cohort's number
     * @return the calculations, the last one first, read lazily
     */
    Paginator<CohortCalculation> calculationHistory(long id);
}
