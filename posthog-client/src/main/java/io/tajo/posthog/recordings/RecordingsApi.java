package io.tajo.posthog.recordings;

import io.tajo.client.Paginator;
import java.time.Instant;
import java.util.Collection;
import java.util.stream.Stream;

/**
 * Reads session recordings: what is known about them, not what they show. Safe for any thread. PostHog deletes
 * recordings after the retention of the plan, and what they add up to shrinks with them.
 *
 * @see <a href="https://posthog.com/docs/api/session-recordings">PostHog: session recordings</a>
 */
public interface RecordingsApi {

    /**
     * Lists recordings from {@code GET /api/projects/{id}/session_recordings/}; needs the scope
     * {@code session_recording:read}. One call a page in PostHog's analytics quota (240 a minute, 1,200 an hour). A
     * recording that a page repeats is handed out once; a traversal remembers the ids for that.
     *
     * <p>PostHog answers 429 here also when a query took too long, which is repeated as a refusal for haste is: as often
     * as the client's retry settings say, and no more. Ask for a shorter time then.
     *
     * @param query which recordings
     * @return the recordings, read lazily; traversing throws what the client throws
     */
    Paginator<SessionRecording> list(RecordingQuery query);

    /**
     * Adds up the recordings of each person, in HogQL. One call for 50,000 persons, in the query quota (240 a minute,
     * 2,400 an hour); needs the scope {@code query:read}. Recordings without a person are left out.
     *
     * @param from recordings that started then or later
     * @param to and before then
     * @return the totals, read as the stream is consumed; it holds nothing that must be closed
     */
    Stream<ReplayTotals> totals(Instant from, Instant to);

    /**
     * Adds up the recordings of some persons; as {@link #totals(Instant, Instant)} otherwise.
     *
     * @param from recordings that started then or later
     * @param to and before then
     * @param personUuids PostHog's uuids of the persons; with none, nothing is asked
     * @return the totals of those with recordings
     */
    Stream<ReplayTotals> totals(Instant from, Instant to, Collection<String> personUuids);

    /**
     * Goes on with the totals behind a person that was read before; as {@link #totals(Instant, Instant)} otherwise.
     *
     * @param from recordings that started then or later
     * @param to and before then
     * @param personUuid PostHog's uuid of that person, as it came
     * @return the totals of the persons behind it
     */
    Stream<ReplayTotals> totalsAfter(Instant from, Instant to, String personUuid);
}
