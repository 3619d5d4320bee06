package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.hogql.HogQlException;
import io.tajo.examples.sandbox.hogql.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A session recording in the sandbox.
 *
 * @param sessionId the session
 * @param personId whose it is
 * @param startedAt when it started
 * @param active how long something happened
 * @param clicks clicks
 * @param keyPresses keys pressed
 * @param consoleErrors errors in the console
 */
public record RecordingRecord(
        String sessionId,
        UUID personId,
        Instant startedAt,
        Duration active,
        long clicks,
        long keyPresses,
        long consoleErrors)
        implements Row {

    /** {@return when it ended} */
    public Instant endedAt() {
        return startedAt.plus(active);
    }

    @Override
    public Object get(List<String> path) {
        return switch (path.get(0)) {
            case "session_id" -> sessionId;
            case "person_id" -> personId;
            case "start_time" -> startedAt;
            case "end_time" -> endedAt();
            case "active_milliseconds" -> active.toMillis();
            case "click_count" -> clicks;
            case "keypress_count" -> keyPresses;
            case "console_error_count" -> consoleErrors;
            default -> throw new HogQlException("Unable to resolve field: " + String.join(".", path));
        };
    }
}
