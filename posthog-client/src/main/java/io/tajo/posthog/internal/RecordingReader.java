package io.tajo.posthog.internal;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.posthog.persons.Person;
import io.tajo.posthog.recordings.ReplayTotals;
import io.tajo.posthog.recordings.SessionRecording;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decodes recordings, and what they add up to. */
final class RecordingReader {
    private RecordingReader() {}

    static SessionRecording read(JsonObject json) {
        return new SessionRecording(
                json.text("id").orElseThrow(() -> new DecodingException("PostHog sent a recording without its id.")),
                json.text("distinct_id").orElse(null),
                person(json),
                json.instant("start_time").orElse(null),
                json.instant("end_time").orElse(null),
                Numbers.seconds(json, "recording_duration"),
                Numbers.seconds(json, "active_seconds"),
                Numbers.seconds(json, "inactive_seconds"),
                Numbers.integer(json, "click_count"),
                Numbers.integer(json, "keypress_count"),
                Numbers.integer(json, "mouse_activity_count"),
                Numbers.integer(json, "console_log_count"),
                Numbers.integer(json, "console_warn_count"),
                Numbers.integer(json, "console_error_count"),
                json.text("start_url").orElse(null),
                json.bool("viewed").orElse(null),
                json.bool("ongoing").orElse(null),
                json.text("snapshot_source").orElse(null),
                json.instant("expiry_time").orElse(null),
                json);
    }

    static ReplayTotals totals(JsonObject row) {
        return new ReplayTotals(
                row.text("person_id")
                        .orElseThrow(() -> new DecodingException("PostHog sent totals without their person.")),
                row.integer("recordings").orElse(0),
                Objects.requireNonNullElse(Numbers.seconds(row, "active_seconds"), Duration.ZERO),
                row.integer("clicks").orElse(0),
                row.integer("key_presses").orElse(0),
                row.integer("console_errors").orElse(0),
                row.instant("last_seen").orElse(null));
    }

    private static @Nullable Person person(JsonObject json) {
        return json.object("person")
                .filter(person ->
                        person.text("uuid").isPresent() || person.text("id").isPresent())
                .map(PersonReader::read)
                .orElse(null);
    }
}
