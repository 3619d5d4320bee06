package io.tajo.posthog.persons;

import io.tajo.client.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What PostHog made of a request to delete many persons; null where it did not say.
 *
 * @param personsFound how many persons the ids led to
 * @param personsDeleted how many profiles were deleted, 0 if they are kept
 * @param eventsQueued whether the deletion of their events is under way
 * @param recordingsQueued whether the deletion of their recordings is under way
 * @param failedUuids persons that PostHog could not delete, by uuid
 * @param fields all that PostHog answered
 */
public record BulkDeletion(
        @Nullable Long personsFound,
        @Nullable Long personsDeleted,
        @Nullable Boolean eventsQueued,
        @Nullable Boolean recordingsQueued,
        List<String> failedUuids,
        JsonObject fields) {

    /**
     * Copies the list.
     *
     * @param personsFound how many persons the ids led to
     * @param personsDeleted how many profiles were deleted, 0 if they are kept
     * @param eventsQueued whether the deletion of their events is under way
     * @param recordingsQueued whether the deletion of their recordings is under way
     * @param failedUuids persons that PostHog could not delete, by uuid
     * @param fields all that PostHog answered
     */
    public BulkDeletion {
        failedUuids = List.copyOf(failedUuids);
    }
}
