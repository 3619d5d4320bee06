package io.tajo.posthog.insights;

import io.tajo.client.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A saved question, with its answer where it was asked for.
 *
 * @param id its number
 * @param shortId the id that stands in its address
 * @param name the name that its owner gave
 * @param derivedName the name that PostHog made up
 * @param query what it asks; without fields in a list
 * @param result the answer, as plain lists, maps and values; null in a list
 * @param cached whether the answer was computed earlier
 * @param lastRefresh when the answer was computed
 * @param deleted whether it was deleted
 * @param tags its tags
 * @param lastModifiedAt when it was last changed
 * @param fields all that PostHog tells about it
 */
public record Insight(
        long id,
        String shortId,
        @Nullable String name,
        @Nullable String derivedName,
        JsonObject query,
        @Nullable Object result,
        @Nullable Boolean cached,
        @Nullable Instant lastRefresh,
        boolean deleted,
        List<String> tags,
        @Nullable Instant lastModifiedAt,
        JsonObject fields) {

    /**
     * Copies the lists.
     *
     * @param id its number
     * @param shortId the id that stands in its address
     * @param name the name that its owner gave
     * @param derivedName the name that PostHog made up
     * @param query what it asks; without fields in a list
     * @param result the answer, as plain lists, maps and values; null in a list
     * @param cached whether the answer was computed earlier
     * @param lastRefresh when the answer was computed
     * @param deleted whether it was deleted
     * @param tags its tags
     * @param lastModifiedAt when it was last changed
     * @param fields all that PostHog tells about it
     */
    public Insight {
        tags = List.copyOf(tags);
    }

    /** {@return the ids only: an answer may hold a person's data} */
    @Override
    public String toString() {
        return "Insight[" + id + " " + shortId + "]";
    }
}
