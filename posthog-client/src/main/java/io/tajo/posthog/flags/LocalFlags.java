package io.tajo.posthog.flags;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Flags decided here, without a call for each person, from definitions that PostHog hands out
 * ({@code GET /flags/definitions}, 600 calls a minute for a project; needs the project token, and a key with the scope
 * {@code feature_flag:read}). Safe for any thread; all views of one client share the definitions.
 *
 * <p>The first evaluation fetches the definitions. After that they stay as they are until they are fetched anew:
 * {@link #refresh}, or an evaluation by a view that {@link #refreshedEvery} made. No thread of its own does. While
 * nothing has changed a fetch costs one call without a body (304).
 *
 * <p>What can't be decided here is {@link FlagValue.Inconclusive} or {@link FlagValue.NeedsServer}, unless a view that
 * {@link #askingServer} made asks PostHog.
 *
 * <p>Semantics follow PostHog's server and its Node SDK where its SDKs differ.
 */
public interface LocalFlags {

    /**
     * Decides one flag.
     *
     * @param key the flag's key
     * @param context the person, device or group to evaluate for
     * @return its value; inconclusive if the definitions know no such flag
     */
    FlagValue evaluate(String key, FlagContext context);

    /**
     * Decides all flags, or those that the context asks for.
     *
     * @param context the person, device or group to evaluate for
     * @return the values by key
     */
    Map<String, FlagValue> evaluateAll(FlagContext context);

    /**
     * Fetches the definitions, unless they are as they were.
     *
     * @return whether they changed
     * @throws io.tajo.client.ClientException if they can't be fetched: the former ones go on being used, except after 402
     *     (PostHog's billing limit for flags is reached), which clears them
     */
    boolean refresh();

    /** {@return the flags that the definitions hold, fetched if they were not yet} */
    List<FlagDefinition> definitions();

    /** {@return when the definitions were fetched, or found unchanged, last; empty if never} */
    Optional<Instant> fetchedAt();

    /**
     * Returns a view that fetches the definitions anew once they are older than a time: the thread that evaluates then
     * does so, while others go on with the former ones. A failure is a warning in the log, the former definitions go on
     * being used, and the time to the next try doubles, up to a minute beyond the interval.
     *
     * @param interval how old they may get, positive
     * @return the view
     */
    LocalFlags refreshedEvery(Duration interval);

    /**
     * Returns a view that asks PostHog for flags that can't be decided here: one call of {@link FlagsApi#evaluate} for
     * all such flags of an evaluation. Those that PostHog does not answer either stay undecided.
     *
     * @return the view
     */
    LocalFlags askingServer();
}
