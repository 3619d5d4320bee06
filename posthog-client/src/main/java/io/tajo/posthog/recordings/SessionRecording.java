package io.tajo.posthog.recordings;

import io.tajo.client.JsonObject;
import io.tajo.posthog.persons.Person;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A recorded session; null where PostHog did not say.
 *
 * @param id the id of the session
 * @param distinctId the id that it was recorded under
 * @param person who was recorded, with ten distinct ids at the most; all but the uuid is unknown without a profile
 * @param startTime when it began
 * @param endTime when it ended
 * @param duration how long it is
 * @param activeTime how long something happened in it
 * @param inactiveTime how long nothing happened in it
 * @param clicks clicks in it
 * @param keyPresses keys pressed in it
 * @param mouseActivities movements of the mouse in it
 * @param consoleLogs lines in the console
 * @param consoleWarnings warnings in the console
 * @param consoleErrors errors in the console
 * @param startUrl the page that it began at
 * @param viewed whether the owner of the key watched it
 * @param ongoing whether it was still going on
 * @param snapshotSource {@code web} or {@code mobile}; an open value
 * @param expiryTime when PostHog will delete it
 * @param fields all that PostHog tells about it
 */
public record SessionRecording(
        String id,
        @Nullable String distinctId,
        @Nullable Person person,
        @Nullable Instant startTime,
        @Nullable Instant endTime,
        @Nullable Duration duration,
        @Nullable Duration activeTime,
        @Nullable Duration inactiveTime,
        @Nullable Long clicks,
        @Nullable Long keyPresses,
        @Nullable Long mouseActivities,
        @Nullable Long consoleLogs,
        @Nullable Long consoleWarnings,
        @Nullable Long consoleErrors,
        @Nullable String startUrl,
        @Nullable Boolean viewed,
        @Nullable Boolean ongoing,
        @Nullable String snapshotSource,
        @Nullable Instant expiryTime,
        JsonObject fields) {

    /** {@return the id of the session only: everything else may be personal} */
    @Override
    public String toString() {
        return "SessionRecording[" + id + "]";
    }
}
