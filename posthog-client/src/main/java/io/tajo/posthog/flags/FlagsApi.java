package io.tajo.posthog.flags;

import io.tajo.client.Paginator;
import java.util.Map;

/**
 * Feature flags: what they are, and what they are for a person. Safe for any thread.
 *
 * <p>Reading flags is in PostHog's CRUD quota (480 calls a minute, 4,800 an hour) and needs the scope
 * {@code feature_flag:read}. Evaluation at the server is a public route: it knows the project by its token
 * ({@code projectToken(...)} of the client's builder), takes no key, and PostHog publishes no limit for it. Methods throw
 * what the client throws.
 *
 * @see <a href="https://posthog.com/docs/api/feature-flags">PostHog: feature flags</a>
 */
public interface FlagsApi {

    /**
     * Lists flags from {@code GET /api/projects/{id}/feature_flags/}. One call a page.
     *
     * @param query which flags
     * @return the flags, read lazily
     */
    Paginator<FeatureFlag> list(FlagQuery query);

    /**
     * Returns a flag from {@code GET /api/projects/{id}/feature_flags/{flag}/}.
     *
     * @param id its number
     * @return the flag
     * @throws io.tajo.client.NotFoundException if there is none of that number
     */
    FeatureFlag get(long id);

    /**
     * Asks the server what the flags are for a person, by {@code POST /flags/?v=2}. One call for all flags. PostHog asks
     * for few repeats here: none but after a broken connection, 502 and 504.
     *
     * @param context the person, device or group to evaluate for
     * @return what the server said
     * @throws FlagQuotaException if the project's billing limit for flags is reached
     */
    FlagEvaluation evaluate(FlagContext context);

    /**
     * Asks an older server, which knows no {@code /flags/}, by {@code POST /decide/?v=3}. It gives values and payloads,
     * and no reasons.
     *
     * @param context the person, device or group to evaluate for
     * @return what the server said
     * @throws FlagQuotaException if the project's billing limit for flags is reached
     */
    FlagEvaluation evaluateByDecide(FlagContext context);

    /**
     * Asks why the flags are what they are for a person, by
     * {@code GET /api/projects/{id}/feature_flags/evaluation_reasons/}.
     *
     * @param distinctId one of the person's distinct ids
     * @return the reasons by flag
     */
    Map<String, EvaluationReason> evaluationReasons(String distinctId);

    /** {@return the flags decided here, from definitions that are fetched now and then} */
    LocalFlags local();
}
